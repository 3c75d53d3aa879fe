using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Staff;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Links;

public sealed class PersonalLinkTests : IAsyncLifetime
{
    private static readonly PersonalLink Link = new(Guid.Parse("0199a5b0-6f5c-7000-8000-0123456789ab"), 3);

    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData(0, 35)]
    [InlineData(127, 35)]
    [InlineData(128, 36)]
    [InlineData(16_383, 36)]
    [InlineData(2_097_151, 38)]
    [InlineData(int.MaxValue, 40)]
    public void A_token_tells_id_and_version_in_few_characters(int version, int length)
    {
        var links = Get<PersonalLinks>();
        var link = Link with { Version = version };

        var token = links.Token(link);

        Assert.Equal(length, token.Length);
        Assert.True(links.TryRead(token, out var read));
        Assert.Equal(link, read.Value);
    }

    [Fact]
    public void A_token_ends_with_a_letter_or_a_figure_so_that_no_mail_program_leaves_the_end_out_of_the_link() =>
        Assert.All(Enumerable.Range(0, 100), _ => Assert.True(
            char.IsAsciiLetterOrDigit(Get<PersonalLinks>().Token(new PersonalLink(Guid.NewGuid(), 1))[^1])));

    [Fact]
    public void A_token_of_one_use_opens_nothing_else()
    {
        ProtectedLinks[] uses = [Get<PersonalLinks>(), Get<ConfirmationLinks>(), Get<AdhesionLinks>(), Get<UnsubscribeLinks>()];

        foreach (var (use, other) in uses.SelectMany(use => uses.Where(other => other != use).Select(other => (use, other))))
        {
            Assert.False(other.TryRead(use.Token(Link), out _));
            Assert.False(Get<InvitationLinks>().Opens(use.Token(Link), new InvitationLink($"{Link.Id}", "")));
        }
    }

    [Fact]
    public void Whatever_is_changed_in_a_token_it_opens_nothing()
    {
        var links = Get<PersonalLinks>();
        var bytes = Base64Url.DecodeFromChars(links.Token(Link));

        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var changed = bytes.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(links.TryRead(Base64Url.EncodeToString(changed), out _));
        }

        foreach (var odd in new[] { null, "", "AAAA", "recupera", "à", new string('A', 35), links.Token(Link)[..^1], links.Token(Link) + "A" })
        {
            Assert.False(links.TryRead(odd, out _));
        }
    }

    [Fact]
    public void Links_sent_before_they_were_short_are_still_read()
    {
        byte[] content = [.. Link.Id.ToByteArray(), 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(16), Link.Version);
        var account = "0199a5b0-6f5c-7000-8000-0123456789ff";
        var end = _database.Clock.GetUtcNow().AddHours(1).ToUnixTimeSeconds();

        Assert.True(Get<PersonalLinks>().TryRead(Long("Coopera.PersonalLink.Registration.v1", content), out var read));
        Assert.Equal(Link, read.Value);
        Assert.True(Get<AdhesionLinks>().TryRead(Long("Coopera.PersonalLink.Adhesion.v1", content), out _));
        Assert.True(Get<ConfirmationLinks>().TryRead(Long("Coopera.ConfirmationLink.Registration.v1", content), out _));
        Assert.False(Get<AdhesionLinks>().TryRead(Long("Coopera.PersonalLink.Registration.v1", content), out _));
        var invitation = Long("Coopera.StaffInvitation.v1", Encoding.UTF8.GetBytes($"mark:{account}"));
        Assert.Equal(account, Get<InvitationLinks>().AccountOf(invitation));
        Assert.True(Get<InvitationLinks>().Opens(invitation, new InvitationLink(account, "mark")));
        Assert.False(Get<InvitationLinks>().Opens(invitation, new InvitationLink(account, "other")));
        var reset = Long("Coopera.PasswordReset.v1", Encoding.UTF8.GetBytes($"{account}|print|{end}"));
        Assert.Equal(account, Get<PasswordResetLinks>().AccountOf(reset));
        Assert.True(Get<PasswordResetLinks>().Opens(reset, account, "print"));
        Assert.False(Get<PasswordResetLinks>().Opens(reset, account, "other"));
    }

    [Fact]
    public void Links_to_an_account_open_that_one_alone_while_its_stamp_is_the_same_and_a_new_password_for_two_hours()
    {
        var (mine, other) = ("0199a5b0-6f5c-7000-8000-0123456789ff", "0199a5b0-6f5c-7000-8000-0123456789ee");
        var invitation = Get<InvitationLinks>().Token(new InvitationLink(mine, "mark"));
        var resets = Get<PasswordResetLinks>();
        var reset = resets.Token(new PasswordResetLink(mine, "print", _database.Clock.GetUtcNow() + PasswordResetLinks.Life));

        Assert.Equal((40, 40), (invitation.Length, reset.Length));
        Assert.Equal((mine, mine), (Get<InvitationLinks>().AccountOf(invitation), resets.AccountOf(reset)));
        Assert.True(Get<InvitationLinks>().Opens(invitation, new InvitationLink(mine, "mark")));
        Assert.False(Get<InvitationLinks>().Opens(invitation, new InvitationLink(mine, "used")));
        Assert.False(Get<InvitationLinks>().Opens(invitation, new InvitationLink(other, "mark")));
        Assert.True(resets.Opens(reset, mine, "print"));
        Assert.False(resets.Opens(reset, mine, "used"));
        Assert.False(resets.Opens(reset, other, "print"));
        Assert.False(Get<InvitationLinks>().Opens(reset, new InvitationLink(mine, "print")));
        _database.Clock.Advance(PasswordResetLinks.Life);
        Assert.False(resets.Opens(reset, mine, "print"));
    }

    [Fact]
    public void An_account_whose_id_has_another_form_gets_a_long_link_that_works()
    {
        var link = new InvitationLink("administrator", "mark");

        var token = Get<InvitationLinks>().Token(link);

        Assert.Equal("administrator", Get<InvitationLinks>().AccountOf(token));
        Assert.True(Get<InvitationLinks>().Opens(token, link));
    }

    [Fact]
    public async Task Every_node_reads_what_another_made_also_after_the_key_ring_has_turned()
    {
        var token = Get<PersonalLinks>().Token(Link);
        Get<IKeyManager>().CreateNewKey(_database.Clock.GetUtcNow(), _database.Clock.GetUtcNow().AddDays(90));
        await using var other = _database.NewServices();
        await EnsureKeyAsync(other);

        Assert.True(other.GetRequiredService<PersonalLinks>().TryRead(token, out var read));
        Assert.Equal(Link, read.Value);
        Assert.True(Get<PersonalLinks>().TryRead(other.GetRequiredService<PersonalLinks>().Token(Link), out _));
    }

    [Fact]
    public async Task Once_all_links_are_voided_no_old_one_works_on_any_node_and_new_ones_do()
    {
        byte[] content = [.. Link.Id.ToByteArray(), 0, 0, 0, 3];
        string[] before = [Get<PersonalLinks>().Token(Link), Long("Coopera.PersonalLink.Registration.v1", content)];
        await using var other = _database.NewServices();
        Assert.All(before, token => Assert.True(other.GetRequiredService<PersonalLinks>().TryRead(token, out _)));
        var key = await KeyAsync();

        await using (var scope = _database.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<VoidEverything>().RunAsync("sistema", "prova");
        }

        _database.Clock.Advance(LinkGenerations.Trust);
        var after = Get<PersonalLinks>().Token(Link);
        foreach (var links in new[] { Get<PersonalLinks>(), other.GetRequiredService<PersonalLinks>() })
        {
            Assert.All(before, token => Assert.False(links.TryRead(token, out _)));
            Assert.True(links.TryRead(after, out _));
        }

        Assert.NotEqual(key, await KeyAsync());
    }

    [Fact]
    public async Task The_key_is_made_once_and_only_replaced_when_nothing_opens_it()
    {
        var made = await KeyAsync();
        await EnsureKeyAsync(_database.Services);
        Assert.Equal(made, await KeyAsync());
        await _database.WriteAsync(db => db.DataProtectionKeys.ExecuteDeleteAsync());
        await using var other = _database.NewServices();

        await EnsureKeyAsync(other);

        Assert.NotEqual(made, await KeyAsync());
        var links = other.GetRequiredService<PersonalLinks>();
        Assert.True(links.TryRead(links.Token(Link), out _));
    }

    private T Get<T>()
        where T : notnull => _database.Services.GetRequiredService<T>();

    private string Long(string purpose, byte[] content) =>
        Base64Url.EncodeToString(Get<IDataProtectionProvider>().CreateProtector(purpose).Protect(content));

    private Task<string?> KeyAsync() => _database.ReadAsync(db => db.LinkGenerations.Select(g => g.Key).SingleAsync());

    private static async Task EnsureKeyAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<LinkGenerations>().EnsureKeyAsync(
            scope.ServiceProvider.GetRequiredService<CooperaDb>());
    }
}
