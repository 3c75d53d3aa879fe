using Coopera.Core;

namespace Coopera.Web.Tests.Hosting;

/// <summary>The program itself, started as a service manager would.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coopera-start-").FullName;

    [Theory]
    [InlineData("Mail__Transport", "Pigeon", "Mail:Transport is \"Pigeon\": it must be one of Folder, Smtp.")]
    [InlineData("Site__DataFolder", "/proc", "Site:DataFolder is \"/proc\": it must be a folder that this program may write to")]
    [InlineData(
        "ConnectionStrings__Coopera",
        "Data Source=/dev/null/coopera.db",
        "ConnectionStrings:Coopera names \"/dev/null/coopera.db\": it must be in a folder that this program may write to")]
    [InlineData("Database__MigrateOnStart", "false", "The database lacks migrations: apply them")]
    public async Task A_wrong_setting_ends_the_program_with_code_1_and_one_sentence_on_standard_error(
        string key, string value, string sentence)
    {
        var (code, error) = await RunAsync(new() { [key] = value });

        Assert.Equal(1, code);
        Assert.StartsWith(sentence, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_first_administrator_with_a_password_easy_to_guess_does_too()
    {
        var (code, error) = await RunAsync(new()
        {
            ["Staff__FirstAdministrator__Email"] = "prima@anci.example",
            ["Staff__FirstAdministrator__Password"] = "password1234",
        });

        Assert.Equal(1, code);
        Assert.StartsWith("Staff:FirstAdministrator:Password is easy to guess", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_ends_it_the_same_way()
    {
        var (code, error) = await RunAsync(new()
        {
            ["Database__Provider"] = "PostgreSql",
            ["ConnectionStrings__Coopera"] = "Host=127.0.0.1;Port=1;Username=x;Database=x;Timeout=2",
        });

        Assert.Equal(1, code);
        Assert.StartsWith("The database cannot be used (", error, StringComparison.Ordinal);
        Assert.Contains("check ConnectionStrings:Coopera", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_database_that_is_not_there_on_a_server_that_is_ends_it_the_same_way()
    {
        Assert.SkipWhen(Engines.WhyNot(DatabaseProvider.PostgreSql) is not null, Engines.WhyNot(DatabaseProvider.PostgreSql) ?? "");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        await database.TakeAwayAsync();

        var (code, error) = await RunAsync(new()
        {
            ["Database__Provider"] = "PostgreSql",
            ["ConnectionStrings__Coopera"] = database.ConnectionString,
        });

        Assert.Equal(1, code);
        Assert.StartsWith("The database cannot be used (3D000: ", error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<(int Code, string Error)> RunAsync(Dictionary<string, string?> settings)
    {
        var (code, error, _) = await StartedProgram.RunAsync(_folder, settings);
        return (code, error);
    }
}
