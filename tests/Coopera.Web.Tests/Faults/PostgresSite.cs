using Coopera.Core;

namespace Coopera.Web.Tests.Faults;

/// <summary>A site on PostgreSQL behind a line that can be broken, with the administrator signed in.</summary>
public sealed class PostgresSite : IAsyncLifetime
{
    private TestDatabase? _database;
    private CuttingProxy? _line;
    private CooperaSite? _site;
    private Visitor? _staff;

    public TestDatabase Database => Checked(_database);

    public CuttingProxy Line => Checked(_line);

    public CooperaSite Site => Checked(_site);

    public Visitor Staff => Checked(_staff);

    public async ValueTask InitializeAsync()
    {
        if (Engines.WhyNot(DatabaseProvider.PostgreSql) is not null)
        {
            return;
        }

        _database = await TestDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        _line = new CuttingProxy(_database.ConnectionString);
        _site = new CooperaSite(new()
        {
            ["Database:Provider"] = nameof(DatabaseProvider.PostgreSql),
            ["ConnectionStrings:Coopera"] = _line.ConnectionString,
            ["Demo:Enabled"] = "false",
        });
        _staff = await _site.NewStaffMemberAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_site is { } site)
        {
            await site.DisposeAsync();
        }

        if (_line is { } line)
        {
            await line.DisposeAsync();
        }

        if (_database is { } database)
        {
            await database.DisposeAsync();
        }
    }

    private static T Checked<T>(T? part)
    {
        Assert.SkipWhen(part is null, Engines.WhyNot(DatabaseProvider.PostgreSql) ?? "The site did not start.");
        return part!;
    }
}
