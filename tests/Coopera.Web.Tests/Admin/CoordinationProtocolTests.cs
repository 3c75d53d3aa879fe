using Coopera.Domain.Coordination;

namespace Coopera.Web.Tests.Admin;

/// <summary>Number and day of the office's protocol.</summary>
public sealed class CoordinationProtocolTests : IDisposable
{
    private readonly CooperaSite _site = CoordinationFiles.Site();

    [Fact]
    public async Task The_protocol_is_kept_with_its_day_and_may_be_corrected()
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Submitted);
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.OpenAsync(adhesion);
        page = await staff.FollowAsync(
            await staff.PressAsync(page, "protocollo", ("ProtocolNumber", " 0001234 "), ("ProtocolDate", "14/1/2026")));
        Assert.Contains("n. 0001234 del 14 gennaio 2026", page.Text, StringComparison.Ordinal);
        await staff.FollowAsync(await staff.PressAsync(page, "protocollo", ("ProtocolNumber", "0001235")));

        var stored = await _site.AdhesionAsync(adhesion.Id);
        Assert.Equal(
            ("0001235", new DateOnly(2026, 1, 14), AdhesionStatus.Submitted), (stored.ProtocolNumber, stored.ProtocolDate, stored.Status));
        Assert.Equal(
            "registra il protocollo | Comune di Messina (ME) | n. 0001235 del 14/01/2026; prima era n. 0001234 del 14/01/2026",
            (await _site.RegisterAsync())[^1]);
    }

    [Theory]
    [InlineData("123456", "14/01/2026", "ProtocolNumber", "almeno 7 con gli zeri davanti")]
    [InlineData("0001234/2026", "14/01/2026", "ProtocolNumber", "Scrivi solo le cifre")]
    [InlineData("0001234", "16/01/2026", "ProtocolDate", "non può essere nel futuro")]
    [InlineData("0001234", "31/02/2026", "ProtocolDate", "Scrivi la data del protocollo")]
    [InlineData("0001234", "", "ProtocolDate", "Scrivi la data del protocollo")]
    public async Task A_protocol_that_cannot_be_is_refused_with_a_sentence_and_kept_in_the_form(
        string number, string date, string field, string sentence)
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Submitted);
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.PressAsync(
            await staff.OpenAsync(adhesion), "protocollo", ("ProtocolNumber", number), ("ProtocolDate", date));

        Assert.Equal(422, page.Status);
        Assert.Contains(sentence, page.ErrorOf($"Form_{field}"), StringComparison.Ordinal);
        Assert.Equal(number, page.Document.QuerySelector("#Form_ProtocolNumber")!.GetAttribute("value"));
        Assert.Null((await _site.AdhesionAsync(adhesion.Id)).ProtocolNumber);
    }

    [Fact]
    public async Task A_protocol_number_that_the_body_has_already_that_year_is_refused_with_a_kind_sentence()
    {
        await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Withdrawn, more: CoordinationFiles.Protocolled("0001234"));
        await _site.FileAsync(CoordinationFiles.Cefalu, AdhesionStatus.Submitted, more: CoordinationFiles.Protocolled("0001235"));
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Submitted);
        var staff = await _site.NewStaffMemberAsync();

        var taken = await staff.PressAsync(
            await staff.OpenAsync(adhesion), "protocollo", ("ProtocolNumber", "0001234"), ("ProtocolDate", "14/01/2026"));

        Assert.Equal(422, taken.Status);
        Assert.Contains("ha già questo numero nello stesso anno", taken.ErrorOf("Form_ProtocolNumber"), StringComparison.Ordinal);
        Assert.Null((await _site.AdhesionAsync(adhesion.Id)).ProtocolNumber);
        // another body's number is nothing to this one
        Assert.Equal(303, (await staff.PressAsync(taken, "protocollo", ("ProtocolNumber", "0001235"))).Status);
    }

    public void Dispose() => _site.Dispose();
}
