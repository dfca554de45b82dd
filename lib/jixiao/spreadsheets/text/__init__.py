"""A text file of rows: in which encoding it is, what divides its cells, and its rows without holding them."""
