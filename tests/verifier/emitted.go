package main

// What verifier_emit wrote: roots, all proofs of small trees, some of large ones, checkpoints, tiles. Each
// is judged as it is, and each proof and checkpoint again after every kind of damage.

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type emittedLog struct {
	folder string
	log    folderLog
	stored memory              // computed here, from the entries alone
	roots  map[int64]tlog.Hash // as this program computes them
}

func checkEmitted(t *tally, folder string) error {
	e := emittedLog{folder: folder, log: folderLog{filepath.Join(folder, "log")}}
	e.roots = map[int64]tlog.Hash{}
	steps := []struct {
		name string
		run  func(*tally) error
	}{
		{"entries", e.readEntries}, {"roots", e.checkRoots}, {"inclusion proofs", e.checkInclusion},
		{"consistency proofs", e.checkConsistency}, {"checkpoints", e.checkCheckpoints},
		{"tiles of every width", e.checkWidths},
		{"the log as served", func(t *tally) error { return checkLog(t, e.log, "", "") }},
	}
	for _, step := range steps {
		before := *t
		if err := step.run(t); err != nil {
			return fmt.Errorf("%s: %w", step.name, err)
		}
		fmt.Printf("%s: stock %d, adapter %d, failed %d\n", step.name, t.stock-before.stock,
			t.adapter-before.adapter, t.failed-before.failed)
	}
	return nil
}

func (e *emittedLog) readEntries(t *tally) error {
	bundles, err := filepath.Glob(filepath.Join(e.log.folder, "tile", "entries", "*"))
	if err != nil || len(bundles) == 0 {
		return fmt.Errorf("no entry bundles: %v", err)
	}
	for n := int64(0); ; n++ {
		full := c2spPath(tlog.Tile{H: 8, L: -1, N: n, W: 256})
		bundle, err := e.log.get(full)
		if os.IsNotExist(err) {
			widths, _ := os.ReadDir(filepath.Join(e.log.folder, full+".p"))
			if len(widths) != 1 {
				break
			}
			bundle, err = e.log.get(full + ".p/" + widths[0].Name())
		}
		if err != nil {
			return err
		}
		entries, err := cutBundle(bundle)
		t.check(&t.adapter, err == nil, "%s: %v", full, err)
		for _, entry := range entries {
			if err := e.stored.add(entry); err != nil {
				return err
			}
		}
	}
	fmt.Printf("%d entries\n", e.stored.leaves)
	return nil
}

// root is the stock library's own answer for a size.
func (e *emittedLog) root(size int64) (tlog.Hash, error) {
	if known, ok := e.roots[size]; ok {
		return known, nil
	}
	root, err := tlog.TreeHash(size, &e.stored)
	e.roots[size] = root
	return root, err
}

// line is a line of an emitted file: two numbers or more, then hashes.
type line struct {
	numbers []int64
	words   []string
}

func (e *emittedLog) lines(file string, numbers int, each func(line) error) error {
	in, err := os.Open(filepath.Join(e.folder, file))
	if err != nil {
		return err
	}
	defer in.Close()
	scanner := bufio.NewScanner(in)
	scanner.Buffer(nil, 1<<20)
	for scanner.Scan() {
		words := strings.Fields(scanner.Text())
		if len(words) < numbers {
			return fmt.Errorf("%s: a line is too short", file)
		}
		var l line
		for _, word := range words[:numbers] {
			number, err := strconv.ParseInt(word, 10, 64)
			if err != nil {
				return err
			}
			l.numbers = append(l.numbers, number)
		}
		l.words = words[numbers:]
		if err := each(l); err != nil {
			return err
		}
	}
	return scanner.Err()
}

func hashesOf(words []string) ([]tlog.Hash, error) {
	hashes := []tlog.Hash{}
	for _, word := range words {
		raw, err := hex.DecodeString(word)
		if err != nil || len(raw) != tlog.HashSize {
			return nil, fmt.Errorf("%q is not a hash", word)
		}
		var hash tlog.Hash
		copy(hash[:], raw)
		hashes = append(hashes, hash)
	}
	return hashes, nil
}

func (e *emittedLog) checkRoots(t *tally) error {
	seen := map[int64]bool{}
	err := e.lines("roots.txt", 1, func(l line) error {
		hashes, err := hashesOf(l.words)
		if err != nil || len(hashes) != 1 {
			return fmt.Errorf("roots.txt: %v", err)
		}
		size := l.numbers[0]
		seen[size] = true
		if size == 0 {
			// The stock library has no root for it; the fixed vector is SHA-256 of nothing.
			t.check(&t.adapter, strings.HasPrefix(l.words[0], "e3b0c44298fc1c14"), "the root of size 0")
			return nil
		}
		root, err := e.root(size)
		t.check(&t.stock, err == nil && root == hashes[0], "the root of size %d", size)
		return nil
	})
	for size := int64(0); size <= 1025; size++ {
		t.check(&t.adapter, seen[size], "no root of size %d was given", size)
	}
	for _, size := range []int64{65535, 65536, 65537, 70000} {
		t.check(&t.adapter, seen[size], "no root of size %d was given", size)
	}
	return err
}

// damaged gives a proof after each kind of damage: a bit of each hash, each hash dropped, one too many.
func damaged(proof []tlog.Hash, each func(kind string, bad []tlog.Hash)) {
	for i := range proof {
		bad := append([]tlog.Hash{}, proof...)
		bad[i][i%tlog.HashSize] ^= 1 << uint(i%8)
		each("a bit flipped", bad)
		bad = append([]tlog.Hash{}, proof[:i]...)
		each("a hash dropped", append(bad, proof[i+1:]...))
	}
	extra := tlog.RecordHash([]byte("extra"))
	each("one too many at the end", append(append([]tlog.Hash{}, proof...), extra))
	each("one too many at the start", append([]tlog.Hash{extra}, proof...))
}

func (e *emittedLog) checkInclusion(t *tally) error {
	count := int64(0)
	err := e.lines("inclusion.txt", 2, func(l line) error {
		proof, err := hashesOf(l.words)
		if err != nil {
			return err
		}
		index, size := l.numbers[0], l.numbers[1]
		root, err := e.root(size)
		if err != nil {
			return err
		}
		leaf := e.stored.hashes[tlog.StoredHashIndex(0, index)]
		if size <= 300 {
			count++
		}
		t.check(&t.stock, tlog.CheckRecord(proof, size, root, index, leaf) == nil,
			"the proof of entry %d in %d is refused", index, size)
		damaged(proof, func(kind string, bad []tlog.Hash) {
			t.check(&t.stock, tlog.CheckRecord(bad, size, root, index, leaf) != nil,
				"the proof of entry %d in %d passes with %s", index, size, kind)
		})
		return nil
	})
	t.check(&t.adapter, count == 300*301/2, "%d inclusion proofs of small trees", count)
	return err
}

func (e *emittedLog) checkConsistency(t *tally) error {
	count := int64(0)
	err := e.lines("consistency.txt", 2, func(l line) error {
		proof, err := hashesOf(l.words)
		if err != nil {
			return err
		}
		older, size := l.numbers[0], l.numbers[1]
		root, err := e.root(size)
		if err != nil {
			return err
		}
		olderRoot, err := e.root(older)
		if err != nil {
			return err
		}
		if size <= 300 {
			count++
		}
		t.check(&t.stock, tlog.CheckTree(proof, size, root, older, olderRoot) == nil,
			"the proof from %d to %d is refused", older, size)
		damaged(proof, func(kind string, bad []tlog.Hash) {
			t.check(&t.stock, tlog.CheckTree(bad, size, root, older, olderRoot) != nil,
				"the proof from %d to %d passes with %s", older, size, kind)
		})
		return nil
	})
	t.check(&t.adapter, count == 300*301/2, "%d consistency proofs of small trees", count)
	return err
}

func (e *emittedLog) checkCheckpoints(t *tally) error {
	vkey, err := e.log.get("vkey")
	if err != nil {
		return err
	}
	verifier, err := note.NewVerifier(strings.TrimSuffix(string(vkey), "\n"))
	t.check(&t.stock, err == nil, "the verifier key cannot be read: %v", err)
	if err != nil {
		return nil
	}
	return e.lines("checkpoints.txt", 1, func(l line) error {
		signed, err := hex.DecodeString(strings.Join(l.words, ""))
		if err != nil {
			return err
		}
		size := l.numbers[0]
		tree, err := openCheckpoint(signed, verifier)
		root, rootErr := e.root(size)
		t.check(&t.stock, err == nil && rootErr == nil && tree.N == size && tree.Hash == root,
			"the checkpoint of size %d: %v", size, err)
		for at := range signed {
			bad := append([]byte{}, signed...)
			bad[at] ^= 0x04
			_, err := note.Open(bad, note.VerifierList(verifier))
			t.check(&t.stock, err != nil, "the checkpoint of size %d opens with byte %d changed", size, at)
		}
		return nil
	})
}

func (e *emittedLog) checkWidths(t *tally) error {
	return e.lines("tiles.txt", 3, func(l line) error {
		given, err := hex.DecodeString(strings.Join(l.words, ""))
		if err != nil {
			return err
		}
		tile := tlog.Tile{H: 8, L: int(l.numbers[0]), N: l.numbers[1], W: int(l.numbers[2])}
		computed, err := tlog.ReadTileData(tile, &e.stored)
		t.check(&t.stock, err == nil && bytes.Equal(given, computed), "%s: %v", c2spPath(tile), err)
		return nil
	})
}
