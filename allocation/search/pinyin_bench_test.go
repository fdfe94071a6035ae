package search

import "testing"

// BenchmarkSounds is one cell of a list compared with what is typed.
func BenchmarkSounds(b *testing.B) {
	for b.Loop() {
		if Sounds("南市区利民小区 12号楼 北方家政服务有限责任公司", "kq") {
			b.Fatal("found")
		}
	}
}
