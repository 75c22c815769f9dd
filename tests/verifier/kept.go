package main

// What somebody keeps outside the server: a checkpoint, and beside it, if they like, the hash tiles under
// it. With both, the first entry that is not what it was can be named, whatever was signed anew since.

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// keep fetches checkpoint, key and hash tiles of single entries into a folder.
func keep(from source, folder string) error {
	write := func(name string) ([]byte, error) {
		data, err := from.get(name)
		if err != nil {
			return nil, err
		}
		file := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			return nil, err
		}
		return data, os.WriteFile(file, data, 0o666)
	}
	signed, err := write("checkpoint")
	if err != nil {
		return err
	}
	if _, err := write("vkey"); err != nil {
		return err
	}
	for first, size := int64(0), sizeSaid(signed); first < size; first += 256 {
		tile := tlog.Tile{H: 8, L: 0, N: first / 256, W: int(min(256, size-first))}
		if _, err := write(c2spPath(tile)); err != nil {
			return err
		}
	}
	return nil
}

// sizeSaid is what a checkpoint says, whoever signed it; 0 when it says none.
func sizeSaid(signed []byte) int64 {
	lines := strings.Split(string(signed), "\n")
	if len(lines) < 3 {
		return 0
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || size > 1<<40 {
		return 0
	}
	return size
}

// keptHashes are the hashes beside a kept checkpoint, if they are there and give its root.
func keptHashes(savedFile string, keptKey string) ([]tlog.Hash, error) {
	signed, err := os.ReadFile(savedFile)
	if err != nil {
		return nil, err
	}
	verifier, err := note.NewVerifier(keptKey)
	if err != nil {
		return nil, err
	}
	old, err := openCheckpoint(signed, verifier)
	if err != nil {
		return nil, err
	}
	var hashes []tlog.Hash
	stored := &memory{}
	for first := int64(0); first < old.N; first += 256 {
		tile := tlog.Tile{H: 8, L: 0, N: first / 256, W: int(min(256, old.N-first))}
		data, err := fetchTile(folderLog{filepath.Dir(savedFile)}, tile)
		if err != nil {
			return nil, err
		}
		for i := 0; i < tile.W; i++ {
			var hash tlog.Hash
			copy(hash[:], data[i*tlog.HashSize:])
			hashes = append(hashes, hash)
			added, err := tlog.StoredHashesForRecordHash(stored.leaves, hash, stored)
			if err != nil {
				return nil, err
			}
			stored.hashes = append(stored.hashes, added...)
			stored.leaves++
		}
	}
	root, err := tlog.TreeHash(old.N, stored)
	if err == nil && root != old.Hash {
		err = fmt.Errorf("the tiles that were kept do not give the root of their checkpoint")
	}
	return hashes, err
}

// widest gives what is served of a tile, or of a bundle (level -1), at its widest: what the checkpoint says
// of the size need not be true.
func widest(from source, level int, position int64) []byte {
	for width := 256; width > 0; width-- {
		data, err := from.get(c2spPath(tlog.Tile{H: 8, L: level, N: position, W: width}))
		if err == nil {
			return data
		}
	}
	return nil
}

// firstBad names the first entry that is not what it was when the checkpoint was kept. Beyond what was
// kept, an entry that is not what its tile says is named; otherwise nothing there is vouched for.
func firstBad(from source, savedFile, keptKey string) (int64, error) {
	hashes, err := keptHashes(savedFile, keptKey)
	if err != nil {
		return 0, err
	}
	signed, _ := from.get("checkpoint")
	size := int64(len(hashes))
	if said := sizeSaid(signed); said > size && said < size+1<<20 {
		size = said
	}
	for first := int64(0); first < size; first += 256 {
		entries, _ := cutBundle(widest(from, -1, first/256))
		served := widest(from, 0, first/256)
		for i := 0; i < int(min(256, size-first)); i++ {
			number := first + int64(i)
			if i >= len(entries) {
				return min(number, int64(len(hashes))), nil
			}
			var expected tlog.Hash
			if number < int64(len(hashes)) {
				expected = hashes[number]
			} else if len(served) >= (i+1)*tlog.HashSize {
				copy(expected[:], served[i*tlog.HashSize:])
			}
			if tlog.RecordHash(entries[i]) != expected {
				return number, nil
			}
		}
	}
	return int64(len(hashes)), nil
}
