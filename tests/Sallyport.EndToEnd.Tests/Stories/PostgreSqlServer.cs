using Sallyport.Testing.Neighbours;

namespace Sallyport.EndToEnd.Tests.Stories;

/// <summary>A PostgreSQL for the tests of a class.</summary>
public sealed class PostgreSqlServer : PostgreSql, IAsyncLifetime;
