package pool

import "testing"

// TestURI holds how paths of every system are named to SQLite.
func TestURI(t *testing.T) {
	for _, c := range []struct{ slashed, path, volume, want string }{
		{"/data/棚改 1/penggai.db", "/data/棚改 1/penggai.db", "", "file:/data/%E6%A3%9A%E6%94%B9%201/penggai.db"},
		{"/data/a?b#c%", "/data/a?b#c%", "", "file:/data/a%3Fb%23c%25"},
		{"C:/data/penggai.db", `C:\data\penggai.db`, "C:", "file:/C:/data/penggai.db"},
		{"//server/share/penggai.db", `\\server\share\penggai.db`, `\\server\share`, "file:%5C%5Cserver%5Cshare%5Cpenggai.db"},
		{"//?/C:/data/penggai.db", `\\?\C:\data\penggai.db`, `\\?\C:`, "file:%5C%5C%3F%5CC:%5Cdata%5Cpenggai.db"},
	} {
		if got := uri(c.slashed, c.path, c.volume); got != c.want {
			t.Errorf("%s is named %s, want %s", c.path, got, c.want)
		}
	}
}
