// The stock verifier's judgement of a Plumbline log.
//
// The hashing, the proofs, the tiles and the signatures are judged by golang.org/x/mod/sumdb/tlog and
// golang.org/x/mod/sumdb/note, written for Go's checksum database. What adapts them to the paths and the
// text of C2SP is ours; it stands in adapter.go and is counted apart.
//
//	verifier -emitted FOLDER            what verifier_emit wrote: roots, proofs, checkpoints, tiles
//	verifier -url ADDRESS -auditor KEY  a running server's log, e.g. http://127.0.0.1:8080/log/
//	verifier -dir FOLDER                the same, out of a folder
//
// -keep FOLDER with -url or -dir fetches what is worth keeping outside: checkpoint, key and hash tiles.
// With -url and -dir: -vkey FILE is a verifier key had from somebody else, -saved FILE a checkpoint that
// was kept outside the server; where hash tiles lie beside it, the first bad entry is named. The last line is "N passed, N failed, N skipped"; the exit code is 1 when
// something failed, 2 when it could not look.
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
)

// tally counts what was checked, the stock library's checks and the adapter's apart.
type tally struct {
	stock, adapter, failed int
}

func (t *tally) check(count *int, good bool, format string, args ...interface{}) {
	if good {
		*count++
		return
	}
	t.failed++
	if t.failed <= 20 {
		fmt.Printf("failed: "+format+"\n", args...)
	}
}

func tellFirstBad(from source, vkeyFile, savedFile string) {
	kept, err := os.ReadFile(vkeyFile)
	if err != nil {
		return
	}
	if entry, err := firstBad(from, savedFile, strings.TrimSpace(string(kept))); err == nil {
		fmt.Printf("first bad entry: %d\n", entry)
	}
}

func main() {
	emitted := flag.String("emitted", "", "folder that verifier_emit wrote")
	url := flag.String("url", "", "address of a log, ending in /log/")
	dir := flag.String("dir", "", "folder of a log")
	auditor := flag.String("auditor", "", "auditor's key")
	vkey := flag.String("vkey", "", "file with the verifier key, had from somebody else")
	saved := flag.String("saved", "", "file with a checkpoint kept outside the server")
	keepIn := flag.String("keep", "", "folder to keep checkpoint, key and hash tiles in")
	flag.Parse()

	var t tally
	var err error
	var from source = folderLog{*dir}
	if *url != "" {
		from = webLog{*url, *auditor}
	}
	switch {
	case *keepIn != "":
		if err = keep(from, *keepIn); err == nil {
			t.adapter++
		}
	case *emitted != "":
		err = checkEmitted(&t, *emitted)
	case *url != "" || *dir != "":
		err = checkLog(&t, from, *vkey, *saved)
		if (err != nil || t.failed > 0) && *saved != "" && *vkey != "" {
			tellFirstBad(from, *vkey, *saved)
		}
	default:
		flag.Usage()
		os.Exit(2)
	}
	if err != nil {
		fmt.Printf("could not go on: %v\n", err)
		t.failed++
	}
	fmt.Printf("stock library: %d checks; our adapter: %d checks\n", t.stock, t.adapter)
	fmt.Printf("%d passed, %d failed, 0 skipped\n", t.stock+t.adapter, t.failed)
	if err != nil && t.stock+t.adapter == 0 {
		os.Exit(2)
	}
	if t.failed > 0 {
		os.Exit(1)
	}
}
