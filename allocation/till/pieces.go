package till

import (
	"fmt"
	"strconv"
	"strings"

	"penggai/allocation/quantity"
)

// Faces are the notes and coins in circulation, the largest first.
var Faces = [...]quantity.Money{10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10}

// FaceTitle is a face in words: 100 元, 5 角.
func FaceTitle(i int) string {
	if f := Faces[i]; f < 100 {
		return fmt.Sprintf("%d 角", f/10)
	}
	return fmt.Sprintf("%d 元", Faces[i]/100)
}

// Pieces are how many of each face there are, in their order.
type Pieces [len(Faces)]int

// Any reports whether anything was counted by face.
func (p Pieces) Any() bool { return p != Pieces{} }

// Sum is what they are worth.
func (p Pieces) Sum() (sum quantity.Money) {
	for i, n := range p {
		sum += Faces[i] * quantity.Money(n)
	}
	return sum
}

// Words names what is there: 100 元 3 张、5 角 1 张; empty when nothing was counted by face.
func (p Pieces) Words() string {
	var out []string
	for i, n := range p {
		if n > 0 {
			out = append(out, FaceTitle(i)+" "+strconv.Itoa(n)+" 张")
		}
	}
	return strings.Join(out, "、")
}

// String is how they are kept: the fen of each face that is there, and how many.
func (p Pieces) String() string {
	var out []string
	for i, n := range p {
		if n > 0 {
			out = append(out, fmt.Sprintf("%d:%d", Faces[i], n))
		}
	}
	return strings.Join(out, " ")
}

// ReadPieces reads what String wrote; what it did not write counts as nothing.
func ReadPieces(text string) (p Pieces) {
	for _, word := range strings.Fields(text) {
		var face quantity.Money
		var n int
		if _, err := fmt.Sscanf(word, "%d:%d", &face, &n); err != nil {
			continue
		}
		for i, f := range Faces {
			if f == face {
				p[i] = n
			}
		}
	}
	return p
}
