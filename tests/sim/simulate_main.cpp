// scoreline_simulate: runs seeds, prints what they met, and replays one.
#include <cstdio>

#include "sim/runner.hpp"

int main(int argc, char** argv) { return scoreline::sim::run_program(argc, argv); }
