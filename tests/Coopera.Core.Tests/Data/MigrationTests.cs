using Coopera.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Tests.Data;

public sealed class MigrationTests
{
    public static TheoryData<string, CooperaDb> Models() => new()
    {
        { "SQLite", new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite().Options) },
        { "SQL Server", new SqlServerDb(new DbContextOptionsBuilder<SqlServerDb>().UseSqlServer().Options) },
        { "PostgreSQL", new PostgresDb(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql().Options) },
    };

    [Theory]
    [MemberData(nameof(Models), DisableDiscoveryEnumeration = true)]
    public void No_migration_is_missing(string engine, CooperaDb db) =>
        Assert.False(db.Database.HasPendingModelChanges(), $"The model has changed: add a migration for {engine}.");

    [Theory]
    [EachEngine]
    public async Task Planting_the_seed_twice_changes_nothing(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);

        await database.ReadAsync(db => Seed.PlantAsync(db, TestDatabase.Now, demo: false));

        Assert.Equal(391 + 6 + 3, await database.ReadAsync(db => db.PublicBodies.CountAsync()));
        Assert.Equal(15, await database.ReadAsync(db => db.Adhesions.CountAsync()));
        Assert.Equal(1, await database.ReadAsync(db => db.Webinars.CountAsync()));
        Assert.Equal(1, await database.ReadAsync(db => db.PressReleases.CountAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task A_register_that_was_planted_with_fewer_spellings_has_todays_after_the_next_start(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await database.WriteAsync(db => db.PublicBodies.Where(body => body.Code == "087045").ExecuteUpdateAsync(
            body => body.SetProperty(b => b.SearchText, "santagata li battiati").SetProperty(b => b.Population, 1)));

        await database.ReadAsync(db => Seed.PlantAsync(db, TestDatabase.Now, demo: false));

        var body = await database.ReadAsync(db => db.PublicBodies.SingleAsync(b => b.Code == "087045"));
        Assert.Equal(("santagata li battiati|san agata battiati|087045|i202", 1), (body.SearchText, body.Population));
    }

    [Theory]
    [EachEngine]
    public async Task The_webinar_of_january_2022_is_at_three_in_rome(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);

        var webinar = await database.ReadAsync(db => db.Webinars.SingleAsync(w => w.Slug == Seed.FirstWebinarSlug));

        Assert.Equal(new DateTimeOffset(2022, 1, 31, 14, 0, 0, TimeSpan.Zero), webinar.StartsAt);
        Assert.Equal(TimeSpan.Zero, webinar.StartsAt.Offset);
    }
}
