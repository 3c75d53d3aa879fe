using System.Data.Common;
using Coopera.Domain.Webinars;

namespace Coopera.Bench.Faults;

/// <summary>What is in the database before anything goes wrong, and what is changed there as if time had passed.</summary>
internal static class FaultData
{
    public const int FirstId = 1_000;

    /// <summary>The one that staff change, so that everybody there is told.</summary>
    public const int BigId = 2_000;

    public static string SlugOf(int webinar) => $"guasti-{webinar}";

    public static Task<SeedDatabase> OpenAsync(string database) => database.Split(';', 2) switch
    {
        ["Sqlite", var connection] => SeedDatabase.OpenAsync(connection, postgres: false),
        ["PostgreSql", var connection] => SeedDatabase.OpenAsync(connection, postgres: true),
        _ => throw new ArgumentException("The database is Sqlite;… or PostgreSql;…", nameof(database)),
    };

    /// <summary>While the database is away there is nothing to ask: later.</summary>
    public static async Task<List<object[]>> QueryAsync(string database, string sql)
    {
        while (true)
        {
            try
            {
                await using var rows = await OpenAsync(database);
                return await rows.QueryAsync(sql);
            }
            catch (DbException)
            {
                await Task.Delay(500);
            }
        }
    }

    public static async Task SeedAsync(SeedDatabase database, int webinars, int places, int registered)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 60 * 60); // as forms show it
        var all = Enumerable.Range(FirstId, webinars).Append(BigId).Select(id =>
        {
            var webinar = new Webinar(SlugOf(id), $"Tavolo {id}", now.AddDays(20), now.AddDays(20).AddHours(2))
            {
                Capacity = id == BigId ? null : places,
                Description = "Di che cosa si parla.",
            };
            webinar.Publish();
            return (Id: id, Webinar: webinar);
        }).ToList();
        await database.InsertAsync(
            "Webinars", all.Select(one => one.Webinar).ToList(),
            ("Id", webinar => all.Single(one => one.Webinar == webinar).Id), ("Revision", _ => (long)registered + 1));
        if (registered > 0)
        {
            await ManyPeople.SignUpAsync(database, BigId, registered);
        }

        await database.ExecuteAsync("ANALYZE");
    }

    /// <summary>What waits for its moment is due, and what a killed process had in hand is free: as if the minutes had passed.</summary>
    public static async Task HurryAsync(SeedDatabase database)
    {
        await database.UpdateAsync("UPDATE \"WebinarAnnouncements\" SET \"DueAt\" = @now WHERE \"DueAt\" > @now");
        await database.UpdateAsync("UPDATE \"RecentCancellations\" SET \"Until\" = @now WHERE \"Until\" > @now");
        await database.UpdateAsync(
            "UPDATE \"OutgoingMails\" SET \"NextAttemptAt\" = @now WHERE \"Status\" = 'Queued' AND \"NextAttemptAt\" > @now");
        await database.UpdateAsync(
            "UPDATE \"JobLeases\" SET \"Holder\" = NULL, \"LeaseEndsAt\" = NULL, \"LastStartedAt\" = NULL "
            + "WHERE \"Name\" IN ('webinar-news', 'kept-places')");
    }
}
