using Xunit.Sdk;
using Xunit.v3;

// A cluster has one agent at a time: two hubs' agents would each keep the other's roles and bindings out of it.
[assembly: Parallelization(Mode = ParallelMode.None)]
