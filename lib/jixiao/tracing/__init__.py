"""Where a result comes from: formula, operands with their cells, rule, every point lost, judgements."""
