using System.Text.Json;
using System.Text.Json.Serialization;
using Coopera.Domain.Questionnaires;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Coopera.Core.Data.Configurations;

internal sealed class QuestionnaireConfiguration
    : IEntityTypeConfiguration<Survey>, IEntityTypeConfiguration<SurveyInvitation>, IEntityTypeConfiguration<SpentBallot>,
        IEntityTypeConfiguration<SealedAnswer>, IEntityTypeConfiguration<CountedAnswer>, IEntityTypeConfiguration<CountedText>
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        IgnoreReadOnlyProperties = true,
    };

    public void Configure(EntityTypeBuilder<Survey> survey)
    {
        survey.Property(s => s.Round).HasConversion<string>().HasMaxLength(20);
        survey.Property(s => s.Audience).HasConversion<string>().HasMaxLength(20);
        survey.Property(s => s.Version).IsConcurrencyToken();
        survey.Property(s => s.Questions).HasConversion(
            questions => JsonSerializer.Serialize(questions, Json),
            text => JsonSerializer.Deserialize<List<SurveyQuestion>>(text, Json)!,
            new ValueComparer<IReadOnlyList<SurveyQuestion>>(
                (a, b) => ReferenceEquals(a, b), list => list.Count, list => list)); // a list is replaced, never changed
        survey.HasOne<Webinar>().WithMany().HasForeignKey(s => s.WebinarId).OnDelete(DeleteBehavior.Cascade);
        survey.HasIndex(s => new { s.WebinarId, s.Round }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<SurveyInvitation> invitation)
    {
        // Two nodes at once are decided here.
        invitation.HasKey(i => new { i.SurveyId, i.RegistrationId });
        invitation.HasOne<Survey>().WithMany().HasForeignKey(i => i.SurveyId).OnDelete(DeleteBehavior.NoAction);
        invitation.HasOne<Registration>().WithMany().HasForeignKey(i => i.RegistrationId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<SpentBallot> ballot)
    {
        ballot.HasKey(b => new { b.SurveyId, b.Mark });
        ballot.HasOne<Survey>().WithMany().HasForeignKey(b => b.SurveyId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<SealedAnswer> answer)
    {
        answer.Property(a => a.Id).ValueGeneratedNever();
        answer.HasOne<Survey>().WithMany().HasForeignKey(a => a.SurveyId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<CountedAnswer> answer)
    {
        answer.Property(a => a.Id).ValueGeneratedNever();
        answer.Property(a => a.Choices).HasMaxLength(2000).HasConversion(
            choices => string.Join('|', choices.Select(chosen => string.Join(',', chosen))),
            text => text.Split('|', StringSplitOptions.None).Select(IReadOnlyList<int> (part) => part
                .Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(place => int.Parse(place, System.Globalization.CultureInfo.InvariantCulture)).ToList()).ToList(),
            new ValueComparer<IReadOnlyList<IReadOnlyList<int>>>((a, b) => ReferenceEquals(a, b), list => list.Count, list => list));
        answer.HasOne<Survey>().WithMany().HasForeignKey(a => a.SurveyId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<CountedText> text)
    {
        text.Property(t => t.Id).ValueGeneratedNever();
        text.Property(t => t.Text).HasMaxLength(Answer.ValueMaxLength);
        text.HasOne<Survey>().WithMany().HasForeignKey(t => t.SurveyId).OnDelete(DeleteBehavior.Cascade);
    }
}
