using Coopera.Domain.Webinars;
using Coopera.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Serilog;

namespace Coopera.Web.Tests.Hosting;

public sealed class LoggedFaultTests
{
    [Fact]
    public async Task What_a_database_refuses_and_a_use_case_catches_leaves_no_line()
    {
        var log = new LogLines();
        using var site = new CooperaSite(services: log.Join);
        var webinar = await site.WebinarAsync();

        await Assert.ThrowsAsync<DbUpdateException>(() => site.WriteAsync(db =>
        {
            db.Webinars.Add(new Webinar(webinar.Slug, "Due volte", DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddHours(1)));
            return Task.CompletedTask;
        }));

        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(log.Lines, line => line.Contains(nameof(DbUpdateException), StringComparison.Ordinal));
    }

    [Fact]
    public void Words_of_a_database_that_hold_what_was_to_be_stored_are_left_out_and_the_rest_is_there()
    {
        var seen = new LogLines();
        using var log = new LoggerConfiguration()
            .WriteTo.Sink(new WithoutStoredValues(seen, exception => exception is KeyNotFoundException)).CreateLogger();

        log.Error(Thrown("The duplicate key value is (7, mario@comune.example)."), "Once {Number}", 7);
        log.Error(new InvalidOperationException("harmless"), "Twice");

        var (first, second) = (seen.Lines.First(), seen.Lines.Last());
        Assert.DoesNotContain("mario", first, StringComparison.Ordinal);
        Assert.Contains("left out", first, StringComparison.Ordinal);
        Assert.Contains("Once 7", first, StringComparison.Ordinal);
        Assert.Contains(nameof(DbUpdateException), first, StringComparison.Ordinal);
        Assert.Contains(nameof(Thrown), first, StringComparison.Ordinal); // where it happened
        Assert.Contains("harmless", second, StringComparison.Ordinal);

        static Exception Thrown(string words)
        {
            try
            {
                throw new DbUpdateException("An error occurred.", new KeyNotFoundException(words));
            }
            catch (DbUpdateException failure)
            {
                return new AggregateException(failure);
            }
        }
    }
}
