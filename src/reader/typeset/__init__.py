"""An article and a measure to lines: widths, line breaking, the setting of each role. Pure; knows no screen."""
