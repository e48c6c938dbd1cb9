"""What is drawn, as plain data in the terms of the field: nothing here knows a renderer."""
