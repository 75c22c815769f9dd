package main

// A whole log, fetched by its C2SP names: checkpoint, key, every tile and every entry.

import (
	"bytes"
	"fmt"
	"os"

	"golang.org/x/mod/sumdb/tlog"
)

func checkLog(t *tally, from source, vkeyFile, savedFile string) error {
	keys, err := keysOf(t, from, vkeyFile)
	if err != nil || keys == nil {
		return err
	}
	verifier := keys.newest()
	signed, err := from.get("checkpoint")
	if err != nil {
		return err
	}
	tree, err := keys.open(signed)
	t.check(&t.stock, err == nil, "the checkpoint does not open: %v", err)
	if err != nil {
		return nil
	}
	fmt.Printf("%s: %d entries, root %v\n", verifier.Name(), tree.N, tree.Hash)

	// Two ways to the same root: through the tiles as a stock client reads them, and from the entries alone.
	reader := tlog.TileHashReader(tree, &tiles{source: from, known: map[tlog.Tile][]byte{}})
	if tree.N > 0 {
		root, err := tlog.TreeHash(tree.N, reader)
		t.check(&t.stock, err == nil && root == tree.Hash, "the tiles do not give the root: %v", err)
	}
	stored, err := checkEntries(t, from, tree, reader, verifier.Name())
	if err != nil || stored == nil {
		return err
	}
	if err := checkTiles(t, from, tree.N, stored); err != nil {
		return err
	}
	if savedFile == "" {
		return nil
	}
	return checkSaved(t, savedFile, tree, stored, keys)
}

// checkEntries fetches every entry bundle, compares each leaf hash with its tile, and computes the root
// anew from the entries alone. Gives the hashes so computed; none, when an entry differs: it names the
// first and stops.
func checkEntries(t *tally, from source, tree tlog.Tree, reader tlog.HashReader,
	origin string) (*memory, error) {
	stored := &memory{}
	for first := int64(0); first < tree.N; first += 256 {
		width := int(min(256, tree.N-first))
		entries, err := fetchEntries(from, first/256, width)
		if err != nil {
			return nil, fmt.Errorf("the entries from %d: %w", first, err)
		}
		t.check(&t.adapter, len(entries) == width,
			"the bundle from entry %d has %d entries, not %d", first, len(entries), width)
		if len(entries) != width {
			return nil, nil
		}
		var indexes []int64
		for i := range entries {
			indexes = append(indexes, tlog.StoredHashIndex(0, first+int64(i)))
		}
		hashes, err := reader.ReadHashes(indexes)
		t.check(&t.stock, err == nil, "the tiles over entry %d do not fit the root: %v", first, err)
		if err != nil {
			return nil, nil
		}
		for i, entry := range entries {
			number := first + int64(i)
			t.check(&t.adapter, isLeaf(entry, origin), "entry %d is no leaf of this log", number)
			same := tlog.RecordHash(entry) == hashes[i]
			t.check(&t.stock, same, "entry %d is not the one that was signed", number)
			if !same {
				return nil, nil
			}
			if err := stored.add(entry); err != nil {
				return nil, err
			}
		}
	}
	if tree.N == 0 {
		return stored, nil
	}
	root, err := tlog.TreeHash(tree.N, stored)
	t.check(&t.stock, err == nil && root == tree.Hash, "the entries do not give the root: %v", err)
	return stored, nil
}

// checkTiles compares every tile of every level with what the entries give. The stock TileHashReader
// alone is not enough: as packaged (0.7.0) it leaves some full tiles unauthenticated when two parts of
// the tree's right edge stand in one tile, as its loop over full tiles begins too late.
func checkTiles(t *tally, from source, size int64, stored *memory) error {
	for level := 0; size>>uint(8*level) > 0; level++ {
		hashes := size >> uint(8*level)
		for first := int64(0); first < hashes; first += 256 {
			tile := tlog.Tile{H: 8, L: level, N: first / 256, W: int(min(256, hashes-first))}
			served, err := fetchTile(from, tile)
			if err != nil {
				return err
			}
			computed, err := tlog.ReadTileData(tile, stored)
			t.check(&t.stock, err == nil && bytes.Equal(served, computed),
				"%s is not what the entries give: %v", c2spPath(tile), err)
		}
	}
	return nil
}

// checkSaved joins a checkpoint kept outside to the log as it stands, by a consistency proof.
func checkSaved(t *tally, file string, tree tlog.Tree, stored *memory, keys *keyChain) error {
	signed, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	old, err := keys.open(signed)
	t.check(&t.stock, err == nil, "the kept checkpoint does not open: %v", err)
	if err != nil || old.N == 0 {
		return nil
	}
	t.check(&t.stock, old.N <= tree.N, "the log has shrunk from %d entries to %d", old.N, tree.N)
	if old.N > tree.N {
		return nil
	}
	proof, err := tlog.ProveTree(tree.N, old.N, stored)
	if err == nil {
		err = tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash)
	}
	t.check(&t.stock, err == nil, "the log does not go on from the kept checkpoint: %v", err)
	return nil
}

// memory keeps every hash of a tree as the stock library numbers them.
type memory struct {
	hashes []tlog.Hash
	leaves int64
}

func (m *memory) add(entry []byte) error {
	added, err := tlog.StoredHashes(m.leaves, entry, m)
	m.hashes = append(m.hashes, added...)
	m.leaves++
	return err
}

func (m *memory) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var found []tlog.Hash
	for _, index := range indexes {
		if index >= int64(len(m.hashes)) {
			return nil, fmt.Errorf("no hash %d", index)
		}
		found = append(found, m.hashes[index])
	}
	return found, nil
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}
