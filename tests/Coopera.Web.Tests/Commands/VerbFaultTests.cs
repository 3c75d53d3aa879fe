using Coopera.Core;
using Coopera.Web.Commands;
using Coopera.Web.Tests.Faults;
using Coopera.Web.Tests.Hosting;
using Npgsql;

namespace Coopera.Web.Tests.Commands;

/// <summary>What the database or the disk refuses is one sentence on standard error, whichever verb hears of it.</summary>
public sealed class VerbFaultTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-verb-faults-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("migrate")]
    [InlineData("verify")]
    [InlineData("links revoke")]
    public Task A_server_that_is_away(string verb) =>
        AssertToldAsync(verb, "Host=127.0.0.1;Port=1;Username=coopera;Database=coopera", "check ConnectionStrings:Coopera");

    [Fact]
    public async Task A_server_that_takes_a_connection_and_says_nothing()
    {
        using var silent = new SilentServer();

        await AssertToldAsync("migrate", silent.Connection(timeout: 1), "did not answer in time");
    }

    [Fact]
    public async Task A_server_that_refuses_the_login()
    {
        await using var database = await ServerAsync();

        await AssertToldAsync(
            "register check", With(database, server => server.Username = "nobody-of-this-name"), "check ConnectionStrings:Coopera");
    }

    [Theory]
    [InlineData("keys rotate")]
    [InlineData("admin invite capo@comune.example")]
    [InlineData("links revoke")]
    public async Task A_server_that_only_reads(string verb)
    {
        await using var database = await ServerAsync();
        await using var other = new NpgsqlConnection(database.ConnectionString);
        await other.OpenAsync();
        await ExecuteAsync(other, $"ALTER DATABASE \"{other.Database}\" SET default_transaction_read_only = on");

        await AssertToldAsync(verb, database.ConnectionString, "takes no writes");
    }

    [Theory]
    [InlineData("links revoke", "\"LinkGenerations\"")]
    [InlineData("register check", "\"AuditEntries\"")]
    public async Task A_server_that_hangs_half_way(string verb, string table)
    {
        await using var database = await ServerAsync();
        await using var other = new NpgsqlConnection(database.ConnectionString);
        await other.OpenAsync();
        await using var held = await other.BeginTransactionAsync();
        await ExecuteAsync(other, $"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE");

        await AssertToldAsync(verb, With(database, server => server.CommandTimeout = 1), "did not answer in time");
    }

    [Fact]
    public async Task A_disk_that_is_full()
    {
        using var disk = SmallDisk.Mount(megabytes: 1);

        AssertTold(await StartedProgram.RunAsync(disk.Folder, [], "migrate"), "disk is full");
    }

    [Fact]
    public async Task A_file_that_is_no_database()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "coopera.db"), new string('x', 8192));

        AssertTold(await StartedProgram.RunAsync(_folder, [], "verify"), "check ConnectionStrings:Coopera");
    }

    private static async Task<TestDatabase> ServerAsync()
    {
        Assert.SkipWhen(Engines.WhyNot(DatabaseProvider.PostgreSql) is not null, Engines.WhyNot(DatabaseProvider.PostgreSql) ?? "");
        return await TestDatabase.CreateAsync(DatabaseProvider.PostgreSql);
    }

    private static string With(TestDatabase database, Action<NpgsqlConnectionStringBuilder> change)
    {
        var parts = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        change(parts);
        return parts.ConnectionString;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private async Task AssertToldAsync(string verb, string connection, string advice) => AssertTold(
        await StartedProgram.RunAsync(
            _folder,
            new() { ["Database__Provider"] = nameof(DatabaseProvider.PostgreSql), ["ConnectionStrings__Coopera"] = connection },
            verb.Split(' ')),
        advice);

    private static void AssertTold((int Code, string Errors, IReadOnlyList<string> Said) ended, string advice)
    {
        var sentence = Assert.Single(ended.Errors.TrimEnd().Split('\n'));
        Assert.StartsWith("The database cannot be used (", sentence, StringComparison.Ordinal);
        Assert.Contains(advice, sentence, StringComparison.Ordinal);
        Assert.Empty(ended.Said);
        Assert.Equal(ExitCode.Failed, ended.Code);
    }
}
