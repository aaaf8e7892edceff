namespace Sallyport.Hub.Tests.Storage;

/// <summary>A PostgreSQL for the tests of a class.</summary>
public sealed class PostgreSqlServer : PostgreSql, IAsyncLifetime;
