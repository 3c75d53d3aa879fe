using System.Globalization;
using Coopera.Bench;

// Measures the published site on an empty SQLite file, beside a bare ASP.NET Core endpoint that does the same kind of work, in the same
// run.   dotnet run -c Release --project tests/Coopera.Bench [-- seconds-per-measurement]
// Or the lists and searches of the back office with 200,000 registrations over 50 webinars, and the export of 100,000 rows:
//   dotnet run -c Release --project tests/Coopera.Bench -- gestione [sqlite|postgres]
if (args is ["bare", var database, var pageLength, var url])
{
    await BareSite.RunAsync(database, int.Parse(pageLength, System.Globalization.CultureInfo.InvariantCulture), url);
    return 0;
}

var seconds = args is [var text] && int.TryParse(text, CultureInfo.InvariantCulture, out var given) ? given : 8;
var work = Directory.CreateTempSubdirectory("coopera-bench-").FullName;
try
{
    if (args is ["gestione", .. var engine])
    {
        Console.WriteLine($"# Back office, measured on {DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores\n");
        await BackOffice.RunAsync(await PublishedSite.PublishAsync(work), work, postgres: engine is ["postgres"]);
        return 0;
    }

    Console.WriteLine(
        $"# Coopera, measured on {DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores, {seconds} s a measurement\n");
    var program = await PublishedSite.PublishAsync(work);
    await Benchmark.RunAsync(program, work, TimeSpan.FromSeconds(seconds));
    return 0;
}
finally
{
    Directory.Delete(work, recursive: true);
}
