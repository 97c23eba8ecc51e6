"""How well the ranking agrees with human judgements."""
