"""The store: models, engine, migrations, search, audit."""
