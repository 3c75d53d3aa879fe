using Coopera.Bench;

// Measures the published site on an empty SQLite file, beside a bare ASP.NET Core endpoint that does the same kind of work, in the same run.
//   dotnet run -c Release --project tests/Coopera.Bench [-- seconds-per-measurement]
if (args is ["bare", var database, var pageLength, var url])
{
    await BareSite.RunAsync(database, int.Parse(pageLength, System.Globalization.CultureInfo.InvariantCulture), url);
    return 0;
}

var seconds = args is [var text] && int.TryParse(text, out var given) ? given : 8;
var work = Directory.CreateTempSubdirectory("coopera-bench-").FullName;
try
{
    Console.WriteLine($"# Coopera, measured on {DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores, {seconds} s a measurement\n");
    var program = await PublishedSite.PublishAsync(work);
    await Benchmark.RunAsync(program, work, TimeSpan.FromSeconds(seconds));
    return 0;
}
finally
{
    Directory.Delete(work, recursive: true);
}
