using Coopera.Domain;
using Coopera.Domain.PublicBodies;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Coopera.Core.Data.Configurations;

internal sealed class RegistrationConfiguration : IEntityTypeConfiguration<Registration>, IEntityTypeConfiguration<RegistrationEvent>,
    IEntityTypeConfiguration<SignUpAttempt>
{
    public void Configure(EntityTypeBuilder<Registration> registration)
    {
        registration.Property(r => r.Id).ValueGeneratedNever();
        registration.Property(r => r.FirstName).HasMaxLength(Registration.NameMaxLength);
        registration.Property(r => r.LastName).HasMaxLength(Registration.NameMaxLength);
        registration.Property(r => r.Email).HasMaxLength(EmailAddress.MaxLength);
        registration.Property(r => r.EmailKey).HasMaxLength(EmailAddress.MaxLength);
        registration.Property(r => r.ActiveKey).HasMaxLength(EmailAddress.MaxLength);
        registration.Property(r => r.OtherSpellingOf).HasMaxLength(EmailAddress.MaxLength);
        registration.Property(r => r.OtherBody).HasMaxLength(Registration.OtherBodyMaxLength);
        registration.Property(r => r.Role).HasMaxLength(Registration.RoleMaxLength);
        registration.Property(r => r.Phone).HasMaxLength(Registration.PhoneMaxLength);
        registration.Property(r => r.SearchText).HasMaxLength(Registration.SearchTextMaxLength);
        registration.Property(r => r.SortName).HasMaxLength(Registration.SortMaxLength);
        registration.Property(r => r.SortBody).HasMaxLength(Registration.SortMaxLength);
        registration.Property(r => r.PrivacyNoticeVersion).HasMaxLength(20);
        registration.Property(r => r.CancellationReason).HasMaxLength(Registration.ReasonMaxLength);
        registration.Property(r => r.Status).HasConversion<string>().HasMaxLength(20);
        registration.Property(r => r.ParticipantKind).HasConversion<string>().HasMaxLength(20);
        registration.Property(r => r.PublicBodyCode).HasMaxLength(PublicBody.CodeMaxLength);
        registration.Property<Guid>("SubmissionId"); // of rows from before forms were told apart by their content
        registration.Ignore(r => r.IsActive);
        registration.Ignore(r => r.FullName);
        registration.Ignore(r => r.IsForgotten);
        registration.Property(r => r.PersonMark).HasMaxLength(Registration.PersonMarkMaxLength);

        registration.HasOne<Webinar>().WithMany().HasForeignKey(r => r.WebinarId).OnDelete(DeleteBehavior.Restrict);
        registration.HasOne<PublicBody>().WithMany().HasForeignKey(r => r.PublicBodyCode).OnDelete(DeleteBehavior.Restrict);

        // One active registration per webinar and person at a mailbox: races are decided here.
        registration.HasIndex(r => new { r.WebinarId, r.ActiveKey }).IsUnique();
        registration.HasIndex(r => new { r.WebinarId, r.Status, r.Number });
        registration.HasIndex(r => new { r.EmailKey, r.FutureInvitations, r.Status });

        // How many spellings of one mailbox there are, when somebody signs up with one more. Few addresses are another spelling.
        registration.HasIndex(r => new { r.WebinarId, r.OtherSpellingOf }).HasFilter("\"OtherSpellingOf\" IS NOT NULL");

        // The lists of the back office. The first holds everything that they are narrowed down by but the body's name: what is found, and
        // how much it is, is known from the index alone, and only the rows of a page are read. The others are for other orders; that of the
        // bodies holds what those are looked for by, and whose address wants invitations.
        registration.HasIndex(
            r => new { r.WebinarId, r.Number, r.Status, r.ParticipantKind, r.PublicBodyCode, r.FutureInvitations, r.Id, r.SearchText });
        registration.HasIndex(r => new { r.WebinarId, r.SortName, r.Number, r.SearchText });
        registration.HasIndex(r => new { r.WebinarId, r.SortBody, r.Number, r.PublicBodyCode, r.EmailKey, r.FutureInvitations });

        // The charts of the back office count over time from this alone.
        registration.HasIndex(r => new { r.CreatedAt, r.WebinarId, r.ParticipantKind, r.PublicBodyCode, r.Status });
    }

    public void Configure(EntityTypeBuilder<SignUpAttempt> attempt)
    {
        attempt.Property(a => a.Place).HasMaxLength(SignUpAttempt.PlaceMaxLength);
        attempt.HasOne<Webinar>().WithMany().HasForeignKey(a => a.WebinarId).OnDelete(DeleteBehavior.Cascade);

        // Counted at every sign-up, under the webinar's lock.
        attempt.HasIndex(a => new { a.WebinarId, a.Place, a.At });
    }

    public void Configure(EntityTypeBuilder<RegistrationEvent> line)
    {
        line.Property(e => e.Kind).HasConversion<string>().HasMaxLength(30);
        line.Property(e => e.Actor).HasMaxLength(RegistrationEvent.ActorMaxLength);
        line.Property(e => e.Note).HasMaxLength(RegistrationEvent.NoteMaxLength);
        line.HasOne<Registration>().WithMany().HasForeignKey(e => e.RegistrationId).OnDelete(DeleteBehavior.Cascade);
    }
}
