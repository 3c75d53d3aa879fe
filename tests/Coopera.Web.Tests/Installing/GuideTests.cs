using System.Text.RegularExpressions;
using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Coopera.Web.Tests.Installing;

/// <summary>What the guides for operators name is what the program has.</summary>
public sealed class GuideTests
{
    [Fact]
    public async Task Every_job_and_every_part_of_health_stands_in_operations()
    {
        await using var site = new CooperaSite(new() { ["Backup:Folder"] = Path.GetTempPath() });
        var operations = Read("operations.md");

        var jobs = site.Services.GetRequiredService<JobSchedule>().Jobs.Select(job => job.Name).ToList();
        var parts = site.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations.Select(part => part.Name);

        Assert.Contains("backup", jobs);
        Assert.All(jobs.Concat(parts), name => Assert.Contains($"`{name}`", operations, StringComparison.Ordinal));
    }

    [Fact]
    public void The_database_that_the_guide_for_iis_makes_is_one_that_the_program_takes()
    {
        var collations = Regex.Matches(Read("installare-iis.md"), "COLLATE ([A-Za-z0-9_]+)");

        Assert.Equal([SqlServerCollation.Name], collations.Select(match => match.Groups[1].Value).Distinct());
    }

    private static string Read(string name) => File.ReadAllText(Path.Combine(Repository.Root, "docs", name));
}
