package main

// The part that is ours: the paths and the text of C2SP in terms of the stock library.

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A source has the files of a log by their C2SP names.
type source interface {
	get(name string) ([]byte, error)
}

type folderLog struct{ folder string }

func (f folderLog) get(name string) ([]byte, error) {
	return os.ReadFile(filepath.Join(f.folder, filepath.FromSlash(name)))
}

type webLog struct{ address, auditor string }

var client = &http.Client{Timeout: 30 * time.Second}

func (w webLog) get(name string) ([]byte, error) {
	request, err := http.NewRequest("GET", strings.TrimSuffix(w.address, "/")+"/"+name, nil)
	if err != nil {
		return nil, err
	}
	if w.auditor != "" {
		request.Header.Set("Authorization", "Bearer "+w.auditor)
	}
	answer, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", name, answer.Status)
	}
	return io.ReadAll(answer.Body)
}

// c2spPath turns tile/8/L/N[.p/W] and tile/8/data/N[.p/W] into tile/L/N[.p/W] and tile/entries/N[.p/W].
func c2spPath(t tlog.Tile) string {
	path := strings.Replace(t.Path(), "tile/8/", "tile/", 1)
	return strings.Replace(path, "tile/data/", "tile/entries/", 1)
}

// parseCheckpoint reads the text of a tlog-checkpoint by the stock parser of sumdb trees, whose first
// line is fixed where ours is the origin.
func parseCheckpoint(text, origin string) (tlog.Tree, error) {
	first := origin + "\n"
	if !strings.HasPrefix(text, first) {
		return tlog.Tree{}, fmt.Errorf("the checkpoint is not of %s", origin)
	}
	rest := strings.TrimPrefix(text, first)
	if strings.Count(rest, "\n") != 2 {
		return tlog.Tree{}, errors.New("the checkpoint has not three lines")
	}
	return tlog.ParseTree([]byte("go.sum database tree\n" + rest))
}

// openCheckpoint has the stock library check the signature.
func openCheckpoint(signed []byte, verifier note.Verifier) (tlog.Tree, error) {
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	return parseCheckpoint(opened.Text, verifier.Name())
}

// cutBundle takes an entry bundle apart: u16 length, entry, and again.
func cutBundle(bundle []byte) ([][]byte, error) {
	var entries [][]byte
	for len(bundle) > 0 {
		if len(bundle) < 2 {
			return nil, errors.New("an entry bundle ends inside a length")
		}
		length := int(bundle[0])<<8 | int(bundle[1])
		bundle = bundle[2:]
		if len(bundle) < length {
			return nil, errors.New("an entry bundle ends inside an entry")
		}
		entries = append(entries, bundle[:length])
		bundle = bundle[length:]
	}
	return entries, nil
}

// isLeaf says whether an entry has the form of docs/ENTRY_FORMAT.md section 5, for this origin.
func isLeaf(entry []byte, origin string) bool {
	lines := bytes.Split(entry, []byte("\n"))
	return len(entry) == 145 && len(lines) == 5 && string(lines[0]) == "plumbline-entry-v1" &&
		"plumbline/"+string(lines[1]) == origin && len(lines[2]) == 27 && len(lines[3]) == 64 &&
		len(lines[4]) == 0
}

// fetchTile gets a tile's bytes; of a partial one that is no longer kept, the beginning of the full one.
func fetchTile(from source, tile tlog.Tile) ([]byte, error) {
	data, err := from.get(c2spPath(tile))
	if err != nil && tile.W < 256 {
		full := tile
		full.W = 256
		var fullErr error
		if data, fullErr = from.get(c2spPath(full)); fullErr != nil {
			return nil, err
		}
		if len(data) == full.W*tlog.HashSize {
			data = data[:tile.W*tlog.HashSize]
		}
	} else if err != nil {
		return nil, err
	}
	if len(data) != tile.W*tlog.HashSize {
		return nil, fmt.Errorf("%s has %d bytes", c2spPath(tile), len(data))
	}
	return data, nil
}

// fetchEntries gets the entries of a bundle, the same way.
func fetchEntries(from source, position int64, width int) ([][]byte, error) {
	bundle, err := from.get(c2spPath(tlog.Tile{H: 8, L: -1, N: position, W: width}))
	if err != nil && width < 256 {
		var fullErr error
		bundle, fullErr = from.get(c2spPath(tlog.Tile{H: 8, L: -1, N: position, W: 256}))
		if fullErr != nil {
			return nil, err
		}
		entries, err := cutBundle(bundle)
		if len(entries) > width {
			entries = entries[:width]
		}
		return entries, err
	}
	if err != nil {
		return nil, err
	}
	return cutBundle(bundle)
}

// tiles lets the stock TileHashReader fetch from a source, and keeps what it has confirmed.
type tiles struct {
	source source
	known  map[tlog.Tile][]byte
}

func (r *tiles) Height() int { return 8 }

func (r *tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		data, ok := r.known[tile]
		if !ok {
			var err error
			if data, err = fetchTile(r.source, tile); err != nil {
				return nil, err
			}
		}
		all = append(all, data)
	}
	return all, nil
}

func (r *tiles) SaveTiles(confirmed []tlog.Tile, data [][]byte) {
	for i, tile := range confirmed {
		r.known[tile] = data[i]
	}
}
