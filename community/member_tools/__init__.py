"""What members do with the posts of others: save them, mark them as helpful, block their author."""
