import pg from 'pg'

// Counts and sums arrive as text, since they may pass 2^53; ours do not.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
