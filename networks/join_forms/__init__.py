"""What a join form asks and how a submission is recognised: below the models, so without them."""
