"""Phrases of the family nocontact, in the notation of `..table`."""

FR = """
@ways
    (répond*|réponse) ~ (ce|cet|au) (message|mail|e-mail|courriel|sms|courrier|texto|présent|fil|numéro|
        lettre)
    répond* ~ (à cette (lettre|adresse|question)|à ces lignes|ici|directement|simplement|oui|1|par retour|en
        retour|dans ce fil|sous ce)
    (par retour (de|d')|en (message )?privé|message privé|messagerie privée|mp|dm|en commentaire*|sous (ce|
        cette) (message|publication|post)|par (téléphone|e-mail|mail|courriel|sms|chat|courrier|écrit|
        messagerie))
    (appelez|appelle|appeler|téléphon*|écrivez|écris|écrire|contactez|contacter|joindre|joignez|joignable*|
        rappelez|rappeler|rappelons|rappellerons|rappellera|rappelle|parler) ~ (nous|moi|-nous|-moi|vous|au|
        à|le|la|votre|notre|ici|un|une|conseill*|équipe|directement|chaque|tous|de|lundi|par)
    (appelez|écrivez|contactez|rappelez|joignez|prévenez|dites|parlez|signalez|faites|demandez|interrogez|
        sollicitez|laissez)(-le)?-(nous|moi|lui|le|la|leur|en)
    (votre|ton|un|une|notre|nos|vos) ~ (conseill*|interlocut*|contact|gestionnaire|référent*|chargé* de|
        correspondant*|médecin|pharmacien*|agence|magasin|boutique|point de vente|guichet|bureau|facteur|
        infirmi*|responsable de|commercial*) ~ (habituel*|vous (répond*|appel*|contact*|écrir*|rappel*|
        attend*|accueill*|expliqu*|propos*)|est (à votre|joignable|disponible|là)|sont|peut|peuvent|reste*|
        habituel*|saur*|dédié*)
    (conseill*|interlocut*|contact|correspondant*|gestionnaire|référent*) habituel*
    (espace|compte) (client*|personnel|en ligne|abonné*|assuré*)|(sur|depuis|dans|via) (l'|votre |
        notre )(application|appli|espace|site|page|messagerie)
    (ligne|numéro|standard|cellule|hotline|permanence|accueil|service client*|équipe|équipes|centre
        d'appel*) ~ (ouvert*|gratuit*|dédié*|joignable*|répond*|vous (répond*|accueill*|attend*|écoute*)|est
        (là|disponible)|24|7j|de # ?h|du lundi|écoute)
    (rendez-vous|passez|venez|présentez-vous|rapportez|ramenez|déposez|adressez-vous) ~ (magasin|agence|
        boutique|guichet|accueil|mairie|point|gare|bureau*|en caisse|caisse|comptoir|hall|station)
    (en|dans (votre|notre|nos|une|tout*)|à l'accueil (de|du)|au guichet|de votre|de notre|en) (agence*|
        magasin*|boutique*|guichet*|point* de vente|gare*|pharmacie)
    (est|sont|sera|seront|reste*|attend*|tient) (là |présent* |ouvert* )?(à|au|aux|dans|devant|sur|derrière)
        (le |la |l'|votre |son
        )?(accueil|guichet*|hall|quai|bout du quai|bureau*|comptoir*|mairie|stand|entrée)
    (demandez|demander) (à parler|mon nom|monsieur|madame|m.|mme)
    (ma ligne|mon numéro|mon adresse|ma messagerie|notre numéro|notre adresse|notre ligne|ligne directe|vous
        (me|nous) (trouver*|joindr*|écriv*))

@dead-end
    (ne (pas )?répond* pas|ne pas répondre|merci de ne pas répondre|inutile de répondre|ne peut
        (pas )?recevoir de réponse|n'accepte pas (les|de) réponse*|ne sera pas (lu|lue)|ne pas nous
        (appeler|contacter|écrire)|merci de ne pas (nous )?(appeler|contacter|écrire|téléphoner|solliciter)|
        inutile de (nous )?(appeler|contacter|écrire|téléphoner)|adresse non surveillée|boîte non relevée|
        n'appelez pas)
    (lignes|standard|service client*|numéro|hotline|accueil|téléphone|boîte) ~ (fermé*|suspendu*|
        indisponible*|saturé*|injoignable*|plus (disponible*|assuré*|joignable*)|débordé*|ne (répond*|
        prend*|traite*) (plus|pas))
    (aucun* (demande|réclamation|appel|réponse|échange|remboursement|contestation) ne (sera|seront)
        (traité*|accepté*|pris*|prise*|étudié*|donné*|possible*|examiné*)|cette décision est (définitive|
        sans appel)|sans possibilité (de|d')|aucun recours)

@vague
    (prochainement|ultérieurement|en temps (utile|voulu|et en heure)|dans les (prochains jours|prochaines
        semaines|meilleurs délais|plus brefs délais)|à une date ultérieure|sous peu|d'ici peu|(sera|seront|
        serez|reprendr*|reviendr*|rouvr*|
        remis*|rétabli*|information*) ~ bientôt|le moment venu|à terme)

@dated
    (lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|<month>|demain|aujourd'hui|ce soir|ce matin|cet
        après-midi|cette nuit|midi|minuit|hier|fin de semaine|week-end)
    # ?(h|h#|heure|heures|minutes|min|jour|jours|semaine|semaines|mois|/)
    (une|deux|trois|quatre|cinq|six|sept|huit|dix|quinze|quarante-huit|vingt-quatre) (heure*|jour*|semaine*|
        mois|minutes)
    (chaque|tous les|toutes les) (jour*|matin*|soir*|semaine*|heure*)

@trouble
    (commande*|livraison*|facture*|contrat*|dossier*|magasin*|agence*|boutique*|service*|compte*|
        rendez-vous|abonn*|réserv*|trafic|ligne*|trains?|vols?|colis|production|distribution|guichet*|
        bureaux|accueil|site|application|produit*|lot*|tarif*|prix|paiement*|retour*|intervention*|visite*|
        cours|consultation*) ~ (ferm*|suspendu*|suspend*|interrompu*|annul*|report*|retard*|indisponib*|
        modifi*|chang*|décal*|limit*|perturb*|rappel*|retir*|augment*|rédui*|rembours*|supprim*|attente|
        arrêt*|réservé*|refus*)
    (ferm*|suspend*|interromp*|annul*|report*|retard*|modifi*|décal*|rappel*|retir*|augment*|rembours*|
        supprim*|arrêt*) ~ (commande*|livraison*|facture*|contrat*|dossier*|magasin*|agence*|boutique*|
        service*|compte*|rendez-vous|abonn*|réserv*|trafic|ligne*|trains?|vols?|colis|production|
        distribution|guichet*|bureaux|accueil|site|application|produit*|lot*|tarif*|prix|paiement*|retour*|
        intervention*|visite*|cours|consultation*)
"""

EN = """
@ways
    (reply|replying|respond|answer|write back) ~ (this|here|to (this|us|me)|directly|below|by|with|yes|1|
        stop|any time|anytime|in your own)
    (just|simply|please) (reply|respond|hit reply|answer)
    (by (reply|return|phone|email|e-mail|text|chat|post|dm|direct message)|direct message|private message|dm
        us|message us|in the comments|comment below|live chat|webchat|in-app)
    (call|phone|ring|telephone|email|e-mail|text|message|contact|write to|reach|speak to|speak with|talk to|
        ask for|tell|ask|visit|get in touch with|let|find|see|drop|come and see|come to) (us|me|our|your|
        the|one of|a member|someone|* (in|at|from) (our|your|the|customer)|any of|a person|a human|an
        adviser|an advisor|him|her|them)
    (is|are|will be|stays|waits) (there |here )?(at|by|in|on) (the )?(end of the |front |information |
        help )*(desk|
        platform|counter|entrance|hall|reception|gate|station|door)
    (get in touch|come (in|by|and)|pop in|drop in|stop by|give us a (call|ring)|pick up the phone|we will
        (call|ring|phone) you|we'll (call|ring|phone) you|will (call|ring|phone|contact|write to) you|call*
        you back|i'll call|i will call|can be reached)
    (your|our|a|the|an) (usual|regular|own|local|dedicated|named)? ?(contact|adviser|advisor|account
        manager|case worker|caseworker|relationship manager|store|branch|shop|pharmacist|doctor|rep|
        representative|agent|consultant|engineer|coordinator)
    (your|the|our|my) (account page|online account|app|portal|website|help (page|centre|center|desk)|
        helpline|hotline|line|phone line*|phones|support (team|desk|line)|care team|customer (care|service*|
        support)) ~ (is|are|open|free|answer*|here|on|can|will|or|at|has|have|from|staffed)
    (in|at|to|into|any of) (your|our|any|the|a) (nearest |local )?(store*|branch*|shop*|office*|counter|
        desk|station|pharmacy|app|online account|account)
    (my|our) (direct (line|number)|number|line|address|email|desk|inbox|door) ~ (is|are|stays?|open|at|
        remain*)

@dead-end
    (do not reply|don't reply|please do not (reply|respond|call|contact)|not monitored|unmonitored|no-reply|
        noreply|cannot (accept|receive) replies|replies (are not|will not|won't)|please refrain from
        (calling|contacting)|do not (call|contact) us|don't (call|contact) us|avoid (calling|contacting))
    (lines|phones|phone lines|helpline|call centre|call center|customer service*|switchboard|mailbox|
        support) (is|are|will be|remain*) (closed|suspended|unavailable|full|overwhelmed|down|no longer|not
        available|not taking|at capacity)
    (no (correspondence|appeal*|further (correspondence|communication|discussion|queries|enquiries)|calls|
        queries|complaints) (will|shall|can|is|are|possible)|this decision is final|decision is final|cannot
        be appealed|no right of appeal)

@vague
    (in due course|at a later (date|time|stage)|in the (coming|next few) (days|weeks)|(will|be|'ll|restored|
        back|open) ~ (soon|shortly)|in the near future|at some point|in the future|when possible|eventually|
        as soon as possible|asap)

@dated
    (monday|tuesday|wednesday|thursday|friday|saturday|sunday|<month>|tomorrow|today|tonight|this (morning|
        afternoon|evening|weekend)|noon|midnight|midday|yesterday|# ?(am|pm)|#:#)
    #(-| )?(hour*|minute*|day*|week*|month*|/)
    (one|two|three|four|five|six|seven|eight|ten|fifteen|a few) (working |business )?(hour*|day*|week*|
        month*|minutes)
    (every|each) (day|morning|evening|week|hour|# )

@trouble
    (order*|deliver*|invoice*|bill*|contract*|policy|store*|branch*|shop*|service*|account*|appointment*|
        subscri*|booking*|train*|flight*|parcel*|production|office*|website|app|product*|batch*|price*|
        payment*|return*|visit*|class*|line*|collection*) ~ (clos*|suspend*|interrupt*|cancel*|postpon*|
        delay*|late|unavailable|chang*|moved|limit*|disrupt*|recall*|withdraw*|withdrawn|increas*|reduc*|
        refund*|stopped|on hold|rescheduled|restricted)
    (clos*|suspend*|interrupt*|cancel*|postpon*|delay*|chang*|recall*|withdraw*|increas*|refund*|reschedul*)
        ~ (order*|deliver*|invoice*|bill*|contract*|policy|store*|branch*|shop*|service*|account*|
        appointment*|subscri*|booking*|train*|flight*|parcel*|production|office*|website|app|product*|
        batch*|price*|payment*|return*|visit*|class*|line*|collection*)
"""
