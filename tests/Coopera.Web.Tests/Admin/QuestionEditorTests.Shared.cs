using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>What the tests of the editor share.</summary>
public sealed partial class QuestionEditorTests
{
    private async Task<(Visitor Staff, Webinar Webinar, string List)> OpenAsync()
    {
        var webinar = await _site.WebinarAsync();
        return (await shared.StaffAsync(), webinar, $"/gestione/webinar/{webinar.Id}/domande");
    }

    private async Task AnswerAsync(Webinar webinar, Question question, string value)
    {
        var visitor = _site.NewVisitor();
        var form = SignUpPageTests.Form($"{Guid.NewGuid():N}@comune.example");
        form[question.Field()] = value;
        Assert.Equal(303, (await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), form)).Status);
    }

    private Task<AuditEntry> LastEntryAsync(Webinar webinar)
    {
        var key = AuditSubject.Webinar(webinar.Id);
        return _site.ReadAsync(db => db.AuditEntries.Where(e => e.SubjectKey == key).OrderByDescending(e => e.Number).FirstAsync());
    }

    private static Dictionary<string, string?> Typed() => new()
    {
        ["Form.Text"] = "Quale turno?",
        ["Form.Kind"] = "OneChoice",
        ["Form.Options"] = "Mattina\nSera",
        ["Form.Hint"] = "Resta qui",
    };
}
