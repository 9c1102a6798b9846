package clients

import (
	"context"
	"fmt"
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"
)

// franz-go writes with idempotence and acks=all, hashes keys with murmur2, and reads in a group.
func TestFranzGo(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	const topic = "franz"
	producer, err := kgo.NewClient(kgo.SeedBrokers(seeds()...), kgo.AllowAutoTopicCreation(), kgo.DefaultProduceTopic(topic))
	if err != nil {
		t.Fatal(err)
	}
	defer producer.Close()
	for number := range count {
		record := &kgo.Record{
			Key:     []byte(fmt.Sprintf("key%d", number%4+1)),
			Value:   []byte(fmt.Sprintf("value %d", number)),
			Headers: []kgo.RecordHeader{{Key: "h", Value: []byte("1")}, {Key: "h", Value: []byte("2")}},
		}
		if err := producer.ProduceSync(ctx, record).FirstErr(); err != nil {
			t.Fatal(err)
		}
	}
	consumer, err := kgo.NewClient(
		kgo.SeedBrokers(seeds()...), kgo.ConsumerGroup("franz"), kgo.ConsumeTopics(topic),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
	)
	if err != nil {
		t.Fatal(err)
	}
	defer consumer.Close()
	seen := map[string]string{}
	for len(seen) < count {
		fetches := consumer.PollFetches(ctx)
		if err := fetches.Err(); err != nil {
			t.Fatalf("%d of %d records read: %v", len(seen), count, err)
		}
		fetches.EachRecord(func(record *kgo.Record) {
			if len(record.Headers) != 2 || string(record.Headers[1].Value) != "2" {
				t.Errorf("headers of %s: %v", record.Value, record.Headers)
			}
			seen[string(record.Value)] = string(record.Key)
		})
	}
	check(t, seen)
	if err := consumer.CommitUncommittedOffsets(ctx); err != nil {
		t.Fatal(err)
	}
}
