using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Coopera.Core.Data.Configurations;

internal sealed class QuestionConfiguration : IEntityTypeConfiguration<Question>, IEntityTypeConfiguration<Answer>
{
    public void Configure(EntityTypeBuilder<Question> question)
    {
        question.Property(q => q.Kind).HasConversion<string>().HasMaxLength(20);
        question.Property(q => q.Text).HasMaxLength(Question.TextMaxLength);
        question.Property(q => q.Hint).HasMaxLength(Question.HintMaxLength);
        question.Property(q => q.ShownIfAnswer).HasMaxLength(Question.OptionMaxLength);

        // One option a line, the same on every engine: an option is a line by itself.
        question.Property(q => q.Options).HasConversion(
            options => string.Join('\n', options),
            text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList(),
            new ValueComparer<List<string>>((a, b) => a!.SequenceEqual(b!), list => string.Join('\n', list)
                .GetHashCode(StringComparison.Ordinal), list => list.ToList()));
        question.HasOne<Webinar>().WithMany().HasForeignKey(q => q.WebinarId).OnDelete(DeleteBehavior.Cascade);
        question.HasIndex(q => new { q.WebinarId, q.Key, q.Version }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Answer> answer)
    {
        answer.Property(a => a.Value).HasMaxLength(Answer.ValueMaxLength);
        answer.HasOne<Registration>().WithMany().HasForeignKey(a => a.RegistrationId).OnDelete(DeleteBehavior.Cascade);
        answer.HasOne<Question>().WithMany().HasForeignKey(a => a.QuestionId).OnDelete(DeleteBehavior.Restrict);
        answer.HasIndex(a => new { a.RegistrationId, a.QuestionId });
        answer.HasIndex(a => new { a.QuestionId, a.RegistrationId });
    }
}
