using System.Globalization;
using Coopera.Bench;
using Coopera.Bench.Faults;

// Measures the published site beside a bare ASP.NET Core process that does the same kind of work, in the same run, and tells which aims are
// met:
//   dotnet run -c Release --project tests/Coopera.Bench [-- seconds-a-measurement] [start] [form] [signups] [burst] [mails] [exports]
// Without a name all parts are measured. Sign-ups are measured on PostgreSQL, too, when COOPERA_TEST_POSTGRES names a server.
// COOPERA_BENCH_SITE: a site that is published already (its Coopera.Web.dll). COOPERA_BENCH_SITE__NAME=value: NAME for the site alone.
// Or the lists and searches of the back office with 200,000 registrations over 50 webinars, and the export of 100,000 rows; "country":
// with 2,000,000 over 5,000, and 7,900 bodies:
//   dotnet run -c Release --project tests/Coopera.Bench -- gestione [sqlite|postgres] [country]
// Or the move of all that from SQLite to PostgreSQL and back, killed half-way once; and what verify takes:
//   dotnet run -c Release --project tests/Coopera.Bench -- copy
// "faults …" are the people of tests/faults, which call it.
if (args is ["bare", var database, var pageLength, var compressedLength, var url])
{
    await BareSite.RunAsync(
        database, int.Parse(pageLength, CultureInfo.InvariantCulture), int.Parse(compressedLength, CultureInfo.InvariantCulture), url);
    return 0;
}

if (args is ["faults", .. var fault])
{
    return await FaultVerbs.RunAsync(fault);
}

var work = Directory.CreateTempSubdirectory("coopera-bench-").FullName;
try
{
    var program = Environment.GetEnvironmentVariable(PublishedSite.Variable) ?? await PublishedSite.PublishAsync(work);
    if (args is ["gestione", .. var engine])
    {
        Console.WriteLine($"# Back office, measured on {DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores\n");
        await BackOffice.RunAsync(program, work, postgres: engine.Contains("postgres"), country: engine.Contains("country"));
        return 0;
    }

    if (args is ["copy"])
    {
        Console.WriteLine($"# Moving, measured on {DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores\n");
        await Moving.RunAsync(program, work);
        return 0;
    }

    var seconds = args is [var text, ..] && int.TryParse(text, CultureInfo.InvariantCulture, out var given) ? given : (int?)null;
    Console.WriteLine(
        $"# Coopera, measured on {DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores, {seconds ?? 8} s a measurement\n");
    await new Benchmark(program, work, TimeSpan.FromSeconds(seconds ?? 8)).RunAsync([.. args.Skip(seconds is null ? 0 : 1)]);
    return 0;
}
finally
{
    Directory.Delete(work, recursive: true);
}
