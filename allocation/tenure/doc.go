// Package tenure is how long a stay lasts and what that means for its fees (一, 四(四), 五(一)): the days on which no contract was
// in force, the renewal of a contract, the clock of who has stayed before, and who may take a stay over.
package tenure
