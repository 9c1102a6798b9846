package clients

import (
	"fmt"
	"testing"
	"time"

	"github.com/IBM/sarama"
)

// sarama writes with acks=all and reads a partition from its start, and its admin reads the topic's settings.
func TestSarama(t *testing.T) {
	const topic = "sarama"
	config := sarama.NewConfig()
	config.Version = sarama.V2_8_0_0
	config.Producer.RequiredAcks = sarama.WaitForAll
	config.Producer.Return.Successes = true
	config.Producer.Idempotent = true
	config.Net.MaxOpenRequests = 1
	admin, err := sarama.NewClusterAdmin(seeds(), config)
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close()
	if err := admin.CreateTopic(topic, &sarama.TopicDetail{NumPartitions: 1, ReplicationFactor: 3}, false); err != nil {
		t.Fatal(err)
	}
	producer, err := sarama.NewSyncProducer(seeds(), config)
	if err != nil {
		t.Fatal(err)
	}
	defer producer.Close()
	for number := range count {
		_, offset, err := producer.SendMessage(&sarama.ProducerMessage{
			Topic: topic,
			Key:   sarama.StringEncoder(fmt.Sprintf("key%d", number%4+1)),
			Value: sarama.StringEncoder(fmt.Sprintf("value %d", number)),
		})
		if err != nil {
			t.Fatal(err)
		}
		if offset != int64(number) {
			t.Fatalf("record %d has offset %d", number, offset)
		}
	}
	consumer, err := sarama.NewConsumer(seeds(), config)
	if err != nil {
		t.Fatal(err)
	}
	defer consumer.Close()
	partition, err := consumer.ConsumePartition(topic, 0, sarama.OffsetOldest)
	if err != nil {
		t.Fatal(err)
	}
	defer partition.Close()
	seen := map[string]string{}
	late := time.After(patience)
	for len(seen) < count {
		select {
		case message := <-partition.Messages():
			seen[string(message.Value)] = string(message.Key)
		case <-late:
			t.Fatalf("%d of %d records read", len(seen), count)
		}
	}
	check(t, seen)
	entries, err := admin.DescribeConfig(sarama.ConfigResource{Type: sarama.TopicResource, Name: topic, ConfigNames: []string{"retention.ms"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 1 || entries[0].Value != "604800000" {
		t.Errorf("retention.ms: %v", entries)
	}
}
