using System.Data.Common;
using System.Globalization;

namespace Coopera.Bench.Faults;

/// <summary>Looks all the time whether more people have a place than there are places.</summary>
internal static class Watch
{
    private const string Oversold =
        """
        SELECT w."Id" FROM "Webinars" w WHERE w."Capacity" IS NOT NULL AND w."Capacity" <
        (SELECT COUNT(*) FROM "Registrations" r WHERE r."WebinarId" = w."Id" AND r."Status" = 'Confirmed')
        """;

    public static async Task RunAsync(string database, Tally tally, CancellationToken until)
    {
        while (!until.IsCancellationRequested)
        {
            try
            {
                await using var rows = await FaultData.OpenAsync(database);
                foreach (var row in await rows.QueryAsync(Oversold))
                {
                    tally.IsWrong(string.Create(CultureInfo.InvariantCulture, $"Webinar {row[0]} had more people than places"));
                }

                tally.Count("looks at all places");
            }
            catch (DbException)
            {
                tally.Count("looks while the database was away");
            }

            await Task.Delay(500, CancellationToken.None);
        }
    }
}
