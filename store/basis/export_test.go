package basis

// SqlInForce is looked at as the database plans it.
const SqlInForce = sqlInForce
