import { setFlagsFromString } from 'node:v8';

// Loaded into a process with NODE_OPTIONS: code is neither compiled anew nor thrown away, which moves the heap by more than
// what a leak of a few bytes a turn does. It makes the process slower.
setFlagsFromString('--no-opt');
setFlagsFromString('--no-flush-bytecode');
