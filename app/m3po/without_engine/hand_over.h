// SPDX-License-Identifier: GPL-3.0-or-later
// m3po as it is installed is two programs: bin/m3po, which needs no libtorch, and lib/m3po-workbench/m3po, which does
// and knows every verb. So what needs no libtorch works without it, and what does says so in a sentence.
#pragma once

namespace m3po::app {

// Becomes the one with libtorch where that is installed, finds its libraries and may be needed; else returns. To be called before threads.
void hand_over(char **argv);

} // namespace m3po::app
