package main

// The keys of a log, followed from one that somebody kept: each change is a note that the key before and
// the key after have signed (docs/ENTRY_FORMAT.md section 6).

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// keyChain has the keys in their order; changes[i] is the entry at which keys[i+1] came.
type keyChain struct {
	keys    []note.Verifier
	changes []int64
}

func (k *keyChain) newest() note.Verifier { return k.keys[len(k.keys)-1] }

// open opens a checkpoint by whoever had to sign it at its size: both keys, where the key changes.
func (k *keyChain) open(signed []byte) (tlog.Tree, error) {
	for i, verifier := range k.keys {
		tree, err := openCheckpoint(signed, verifier)
		if err != nil {
			continue
		}
		early := i > 0 && tree.N <= k.changes[i-1]
		late := i < len(k.changes) && tree.N > k.changes[i]
		if late && tree.N == k.changes[i]+1 {
			continue // the next key has to have signed it too
		}
		if early || late {
			return tlog.Tree{}, errors.New("it is signed by a key that was not in force then")
		}
		if i > 0 && tree.N == k.changes[i-1]+1 {
			if _, err := openCheckpoint(signed, k.keys[i-1]); err != nil {
				return tlog.Tree{}, errors.New("the key before did not sign where the key changed")
			}
		}
		return tree, nil
	}
	return tlog.Tree{}, errors.New("no key of the log signed it")
}

// follow takes one change: a note of five lines, opened by the stock library with the key before, then
// with the key after that it names.
func (k *keyChain) follow(t *tally, signed string, before string) (string, error) {
	opened, err := note.Open([]byte(signed), note.VerifierList(k.newest()))
	t.check(&t.stock, err == nil, "a change of key is not signed by the key before it: %v", err)
	if err != nil {
		return "", nil
	}
	lines := strings.Split(opened.Text, "\n")
	good := len(lines) == 6 && lines[0] == "plumbline-key-v1" && lines[1] == k.newest().Name() &&
		lines[3] == before
	t.check(&t.adapter, good, "a change of key says something else: %q", opened.Text)
	if !good {
		return "", nil
	}
	entry, err := strconv.ParseInt(lines[2], 10, 64)
	if err != nil {
		return "", err
	}
	after, err := note.NewVerifier(lines[4])
	t.check(&t.stock, err == nil, "the new key cannot be read: %v", err)
	if err != nil {
		return "", nil
	}
	_, err = note.Open([]byte(signed), note.VerifierList(after))
	t.check(&t.stock, err == nil, "a change of key is not signed by the new key: %v", err)
	k.keys = append(k.keys, after)
	k.changes = append(k.changes, entry)
	return lines[4], nil
}

// keysOf follows the keys from the one that was kept, or else from the first that the log names, to the
// one that the log serves. None, when they do not lead there.
func keysOf(t *tally, from source, vkeyFile string) (*keyChain, error) {
	served, err := from.get("vkey")
	if err != nil {
		return nil, err
	}
	last := strings.TrimSpace(string(served))
	var notes []string
	if told, err := from.get("keys"); err == nil && len(told) > 0 {
		notes = strings.SplitAfter(string(told), "\n\nplumbline-key-v1\n")
		for i := 1; i < len(notes); i++ {
			notes[i-1] = strings.TrimSuffix(notes[i-1], "\nplumbline-key-v1\n")
			notes[i] = "plumbline-key-v1\n" + notes[i]
		}
	}
	kept := last
	if vkeyFile != "" {
		text, err := os.ReadFile(vkeyFile)
		if err != nil {
			return nil, err
		}
		kept = strings.TrimSpace(string(text))
	} else if len(notes) > 0 {
		kept = strings.Split(notes[0]+"\n\n\n\n", "\n")[3]
	}
	verifier, err := note.NewVerifier(kept)
	t.check(&t.stock, err == nil, "the verifier key cannot be read: %v", err)
	if err != nil {
		return nil, nil
	}
	chain := &keyChain{keys: []note.Verifier{verifier}}
	begun := false
	for _, one := range notes {
		lines := strings.Split(one, "\n")
		if !begun && (len(lines) < 4 || lines[3] != kept) {
			continue // of before the key that was kept
		}
		begun = true
		after, err := chain.follow(t, one, kept)
		if err != nil || after == "" {
			return nil, err
		}
		kept = after
	}
	t.check(&t.adapter, kept == last, "the log's verifier key is not the one that was kept, nor one after it")
	if kept != last {
		return nil, nil
	}
	fmt.Printf("%d keys\n", len(chain.keys))
	return chain, nil
}
