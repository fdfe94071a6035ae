// Package identity is what people and companies are told apart by: identity numbers (GB 11643), credit codes (GB 32100), telephones,
// addresses and names; how each is checked, compared and masked.
package identity
