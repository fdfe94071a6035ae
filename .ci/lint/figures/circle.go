package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/packages"
)

// largestCircle is the largest set of a package's files each of which needs every other, by names of the package; one file when there
// is no circle.
func largestCircle(fset *token.FileSet, p *packages.Package) []string {
	c := circles{needs: needs(fset, p), index: map[string]int{}, low: map[string]int{}, open: map[string]bool{}}
	for _, f := range p.Syntax {
		if name := fset.File(f.Pos()).Name(); c.index[name] == 0 {
			c.visit(name)
		}
	}
	return c.largest
}

// needs says for each file which other files of the package declare a name or a method that it uses.
func needs(fset *token.FileSet, p *packages.Package) map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for _, f := range p.Syntax {
		from := fset.File(f.Pos()).Name()
		out[from] = map[string]bool{}
		ast.Inspect(f, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			o := p.TypesInfo.Uses[id]
			if o == nil || o.Pkg() != p.Types {
				return true
			}
			fn, method := o.(*types.Func)
			method = method && fn.Type().(*types.Signature).Recv() != nil
			if method || o.Parent() == p.Types.Scope() {
				if to := fset.File(o.Pos()).Name(); to != from {
					out[from][to] = true
				}
			}
			return true
		})
	}
	return out
}

// circles finds strongly connected files (Tarjan).
type circles struct {
	needs      map[string]map[string]bool
	index, low map[string]int
	open       map[string]bool
	stack      []string
	largest    []string
}

func (c *circles) visit(file string) {
	c.index[file] = len(c.index) + 1
	c.low[file] = c.index[file]
	c.stack = append(c.stack, file)
	c.open[file] = true
	for other := range c.needs[file] {
		if c.index[other] == 0 {
			c.visit(other)
			c.low[file] = min(c.low[file], c.low[other])
		} else if c.open[other] {
			c.low[file] = min(c.low[file], c.index[other])
		}
	}
	if c.low[file] != c.index[file] {
		return
	}
	at := slices.Index(c.stack, file)
	circle := slices.Clone(c.stack[at:])
	c.stack = c.stack[:at]
	for _, one := range circle {
		c.open[one] = false
	}
	if len(circle) > len(c.largest) {
		c.largest = circle
	}
}
