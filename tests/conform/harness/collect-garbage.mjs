import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Loaded into a process with NODE_OPTIONS, which does not allow --expose-gc. What only a collected object holds is lost at
// a collection; 50 ms lie between two of them, so that a slow machine still gets to its work.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const again = () => {
  collect();
  setTimeout(again, 50).unref();
};
again();
