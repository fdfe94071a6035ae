// Package search is how people look for things: the language of filters (状态:闲置 面积:>100), and words found by 汉字, pinyin or
// initials.
package search
