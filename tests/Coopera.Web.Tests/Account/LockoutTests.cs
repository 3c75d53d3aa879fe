using Coopera.Web.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Account;

public sealed class LockoutTests : IDisposable
{
    private readonly CooperaSite _site = new();

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_kindly_for_a_quarter_of_an_hour()
    {
        var visitor = _site.NewVisitor();
        var refused = await WrongAsync(visitor, 5);

        var right = await SignInAsync(visitor, CooperaSite.AdministratorEmail, CooperaSite.AdministratorPassword);

        Assert.Equal((422, refused.Text), (right.Status, right.Text));
        Assert.Contains("si blocca per 15 minuti", right.Text, StringComparison.Ordinal);
        var lockedUntil = (await _site.ReadAsync(db => db.Users.SingleAsync())).LockoutEnd!.Value;
        Assert.InRange(lockedUntil, DateTimeOffset.UtcNow.AddMinutes(10), DateTimeOffset.UtcNow.AddMinutes(16));

        await _site.WriteAsync(async db => (await db.Users.SingleAsync()).LockoutEnd = DateTimeOffset.UtcNow.AddSeconds(-1));
        Assert.Equal(303, (await SignInAsync(visitor, CooperaSite.AdministratorEmail, CooperaSite.AdministratorPassword)).Status);
    }

    [Fact]
    public async Task Signing_in_forgives_the_slips_before()
    {
        var visitor = _site.NewVisitor();
        await WrongAsync(visitor, 4);
        await SignInAsync(visitor, CooperaSite.AdministratorEmail, CooperaSite.AdministratorPassword);

        await WrongAsync(visitor, 4);

        Assert.Equal(303, (await SignInAsync(_site.NewVisitor(), CooperaSite.AdministratorEmail, CooperaSite.AdministratorPassword)).Status);
    }

    [Fact]
    public async Task Trying_passwords_in_a_row_is_stopped_for_a_minute_even_with_many_addresses()
    {
        using var site = new CooperaSite(new() { ["RateLimits:StaffSignInsPerMinute"] = "3" });
        var visitor = site.NewVisitor();
        var form = await visitor.GetAsync("/gestione/accesso");
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(422, (await visitor.SubmitAsync(form, new() { ["Email"] = $"persona{i}@anci.example", ["Password"] = "a caso" })).Status);
        }

        var answer = await visitor.SubmitAsync(form, new() { ["Email"] = CooperaSite.AdministratorEmail, ["Password"] = CooperaSite.AdministratorPassword });

        Assert.Equal(429, answer.Status);
        Assert.Contains("Aspetta un minuto", answer.Text, StringComparison.Ordinal);
        Assert.True(answer.Response.Headers.RetryAfter!.Delta > TimeSpan.Zero);
    }

    public void Dispose() => _site.Dispose();

    private static async Task<Page> SignInAsync(Visitor visitor, string email, string password) =>
        await visitor.SubmitAsync(await visitor.GetAsync("/gestione/accesso"), new() { ["Email"] = email, ["Password"] = password }, "main form[action$='/accesso']");

    private static async Task<Page> WrongAsync(Visitor visitor, int times)
    {
        var answer = await visitor.GetAsync("/gestione/accesso");
        for (var i = 0; i < times; i++)
        {
            answer = await SignInAsync(visitor, CooperaSite.AdministratorEmail, $"tentativo {i}");
        }

        return answer;
    }
}
