// Package clients drives a running `partita serve` with Go's Kafka clients; `test_go.py` starts the server.
package clients

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

const (
	count    = 100
	patience = 60 * time.Second
)

// Where the server listens.
func seeds() []string {
	return strings.Split(os.Getenv("PARTITA_BOOTSTRAP"), ",")
}

// Every record that was written, with its key.
func check(t *testing.T, seen map[string]string) {
	t.Helper()
	for number := range count {
		if key := seen[fmt.Sprintf("value %d", number)]; key != fmt.Sprintf("key%d", number%4+1) {
			t.Errorf("value %d has the key %q", number, key)
		}
	}
}
