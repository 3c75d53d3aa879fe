using Coopera.Core.Data;
using Coopera.Web.Tests.Hosting;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.SqlServer;

/// <summary>SQL Server's own driver and strategy, before a server that says what a real one says.</summary>
public sealed class SqlServerFaultTests : IDisposable
{
    private static readonly (int, string) Deadlock =
        (1205, "Transaction (Process ID 52) was deadlocked on lock resources with another process and has been chosen as the deadlock victim.");

    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-sqlserver-").FullName;

    [Theory]
    [InlineData(18456, "Login failed for user 'coopera'.")]
    [InlineData(4060, "Cannot open database \"Coopera\" requested by the login. The login failed.")]
    public async Task A_login_that_is_refused_is_one_sentence_that_says_what_to_look_at(int number, string message)
    {
        using var server = new TdsServer(noEntry: (number, message));

        var (code, errors, log) = await StartedProgram.RunAsync(_folder, new()
        {
            ["Database__Provider"] = "SqlServer",
            ["ConnectionStrings__Coopera"] = server.ConnectionString,
        });

        Assert.Equal(1, code);
        Assert.Equal(
            $"The database cannot be used ({message}): check ConnectionStrings:Coopera, and that the database is there and not locked.",
            errors.Trim());
        Assert.DoesNotContain(log, line => line.Contains("   at ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Who_was_the_victim_of_a_deadlock_is_tried_again_and_works_once(int times)
    {
        using var server = new TdsServer(statement => statement <= times ? Deadlock : null);
        await using var services = Services(server);
        await using var scope = services.CreateAsyncScope();
        var runs = 0;

        var result = await scope.ServiceProvider.GetRequiredService<CooperaDb>().WriteAsync(_ => Task.FromResult(++runs));

        Assert.Equal((1, 1, 1), (result, runs, server.Commits));
        Assert.Equal(times + 1, server.Statements);
    }

    [Fact]
    public async Task A_deadlock_that_does_not_end_is_a_database_that_is_away()
    {
        using var server = new TdsServer(_ => Deadlock);
        await using var services = Services(server);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CooperaDb>();

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => db.WriteAsync(_ => Task.FromResult(0)));

        Assert.True(db.IsAwayIn(failure), $"{failure}");
        Assert.Equal((4, 0), (server.Statements, server.Commits));
    }

    [Fact]
    public async Task What_is_the_statements_own_fault_is_not_tried_again()
    {
        using var server = new TdsServer(_ => (207, "Invalid column name 'Nothing'."));
        await using var services = Services(server);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CooperaDb>();

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => db.WriteAsync(_ => Task.FromResult(0)));

        Assert.IsType<SqlException>(failure.InnerException ?? failure);
        Assert.Equal((1, 0), (server.Statements, server.Commits));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private ServiceProvider Services(TdsServer server)
    {
        var settings = TestSettings.In(_folder);
        settings["Database:Provider"] = "SqlServer";
        settings["ConnectionStrings:Coopera"] = server.ConnectionString;
        return TestServices.Build(TestSettings.Read(settings), TimeProvider.System);
    }
}
