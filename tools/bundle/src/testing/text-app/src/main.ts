import { renderToString, Text } from 'ink'
import { createElement } from 'react'

// Text as most screens have it: no emoji, no script that needs the real segmenter.
process.stdout.write(renderToString(createElement(Text, {}, '│ größer → 50 % ✓ Здесь')))
