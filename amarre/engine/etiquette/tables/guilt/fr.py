"""Phrases of the family guilt in French, in the notation of `...table`."""

FR = """
@calm
    (aucun*|ni|jamais|suspend*|suspendu*|gel*|annul*|offert*|lev*|renonc*|supprim*|interromp*|interrompu*|
        arret*|exoner*) ~ (penalite*|frais|majoration*|interet*|poursuite*|relance*|recouvrement|coupure*|
        mise en demeure|resiliation*|suspension*|contentieux|huissier)
    sans (aucun* |la moindre )?(penalite*|frais|majoration*|interet*|poursuite*|relance*|recouvrement|
        coupure*|contentieux)
    (penalite*|frais|majoration*|interet*|poursuite*|relance*|recouvrement|coupure*|mise* en demeure|
        resiliation*|suspension*) ~ (suspendu*|suspend*|gele*|annule*|offert*|leve*|supprime*|interromp*|
        interrompu*|arret*|pas appliqu*|ne sera*|ne seront|ne s'appliqu*|ne vous ser*|aucun*)
    (ne|n'*) ~ (pas|aucun*|ni|jamais|plus) ~ (penalite*|frais|majoration*|interet*|poursuite*|relance*|
        recouvrement|coupure*|demeure|resiliation*|suspension*|contentieux|huissier|avertissement)
    (si|meme si|au cas ou|lorsque|quand|pour ceux qui|ceux qui) ~ (n'avez|n'avez pas|n'as|ne pouvez)
    (nous|je|on|personne|quelqu'un|sans (nouvelles|reponse)) ~ (vous )?(appell*|appeler*|rappel*|telephoner*|
        prendr* de vos nouvelles|
        passer* vous voir)
    (excus*|pardon*|notre faute|de notre fait|notre erreur|c'est a nous|nous nous engageons)

guilt.reproach
    only payment renewal refusal
    unless @calm
    (de la peine|mal au coeur|triste*|déçu*|blessé*|dommage|peiné*|déchirant|coup au coeur) ~ (que vous
        (nous |ne |part)|si vous (nous |part|ne )|de vous (voir partir|perdre|voir nous))
    (ne|n'*) (comprenons|comprends|expliquons|nous expliquons|pouvons comprendre|concevons) (pas|guère|
        toujours pas) (que|pourquoi|votre|comment|ce)
    (rest*|laiss*|demeur*) (toujours |à ce jour |encore )?(sans|lettre morte) ?(réponse|suite|effet|
        règlement|nouvelles)?
    (cela|ce|attitude|silence|retard|comportement|décision|choix) nous ~ (surpren*|étonn*|déçoi*|décev*|
        attrist*|interpell*|contrari*|choqu*|bless*)
    (il y a|a ses|ont leurs|a des|ont des|connaît des|atteint ses|à bout de|perdons|perdre|abus*) ~
        (limites|patience|bienveillance|confiance)
    (trop (longtemps|tardé|attendu)|déjà (été )?(assez|suffisamment|trop|fait|accordé|consenti|patienté|
        attendu)|assez (patienté|attendu))
    (vous vous (étiez|êtes)|vous aviez|vous avez) ~ (engagé* à|promis|donné votre (parole|accord)|signé|
        assuré que)
    (départ|décision|choix|silence|résiliation|absence) ~ (vécu*|ressenti*|perçu*|vu|reçu*) ~ (comme|en) ~
        (abandon|trahison|désertion|ingratitude|affront|coup|claque)
    (nous|on|nos équipes|les bénévoles|toute l'équipe|chacun ici) (ne )?(s'attendai*|attendai*|
        méritai*|espérai*|comptai*) ~ (de vous|de votre part|sur vous|mieux|autre chose)
    (nous|nos équipes) (avons|ont) (pourtant |toujours |nous )?(tenu|rempli|honoré|respecté|joué) ~
        (engagement*|part du contrat|parole|promesse*|jeu)
    (ne (peut|peuvent|pouvons|saurait|vit|vivons|vivent)) (pas |plus )?(vivre |tenir |se nourrir )?(de|d')
        (promesses|bonnes paroles|belles paroles|l'air du temps|eau fraîche)
    vous nous (tournez|avez tourné) le dos
    (chaque|tous les) (jour*|semaine*|mois) de retard ~ (coût*|pes*|pénalis*|aggrav*)
    (nous vous avons|on vous a) ~ (fait confiance|tendu la main|fait crédit|fait une fleur|fait une faveur)
    (sans|aucune) (la moindre )?(explication|excuse|justification|raison valable) de votre part
    vous n'êtes pas sans (savoir|ignorer)
    pris aucune (initiative|disposition|mesure)|aucun signe de (vie|votre part)|aucune nouvelle de (votre
        part|vous)|aucun effort de votre part
    indélicat*|inélégan*|désinvolt*|négligence coupable|manque de (respect|considération|sérieux|parole|
        savoir-vivre)|sans gêne|abus de confiance|trahi*|déloyal*

guilt.reproach
    only payment renewal refusal statement news answer
    unless @calm
    (vous n'avez|tu n'as|vous ne nous avez) (toujours|encore|à ce jour|même|jamais|malheureusement|
        visiblement) (toujours |encore )?pas ~ (pay*|régl*|acquitt*|vers*|honor*|donné|répondu|daigné|pris|
        renouvel*|renvoyé|signé|rempli|contacté|jugé|adressé|effectué|procédé|régularis*)
    vous n'avez (jamais|pas) (daigné|pris la peine|jugé (bon|utile)|donné suite|honoré|eu la (politesse|
        courtoisie|décence)|tenu (parole|votre|vos|compte))
    (malgré|en dépit de) (nos|notre|mes|plusieurs|les|de|toutes|tous|#|deux|trois|quatre) ~ (relances|
        rappels|rappel|relance|courriers|messages|demandes|appels|e-mails|mails|efforts|patience|indulgence|
        tentatives|sollicitations)
    nous (sommes|avons été) (au regret de constater|surpris|étonnés|déçus|profondément déçus|très déçus|
        vraiment déçus|contrariés|choqués|peinés|attristés|stupéfaits|consternés|lassés|las|fatigués) (de|
        que|qu'*|par|d'*)
    (nous (regrettons|déplorons)|il est (regrettable|déplorable|dommage)|quel dommage|c'est (regrettable|
        dommage|décevant|bien dommage)) (que |de voir que |de constater (que )?)?(vous|votre (silence|
        retard|décision|manque|absence|choix|départ|attitude))
    nous (constatons|notons|observons|remarquons|apprenons|relevons) ~ avec (regret|surprise|étonnement|
        déception|tristesse|amertume|stupeur|agacement)
    (à|quelle) (notre grand*|la) (surprise|regret|étonnement|déception)
    (notre|ma) (patience|bienveillance|tolérance|indulgence|compréhension|générosité) (a (ses|des|une)|est
        à|n'est pas|commence|atteint|touche|s'épuise)
    nous (avons|avons déjà|vous avons) ~ (été (plus que )?(patients|compréhensifs|bienveillants|arrangeants|
        conciliants|tolérants|généreux)|fait preuve de ~ (patience|bienveillance|indulgence|compréhension|
        tolérance|souplesse))
    (mauvais payeur*|mauvaise foi|mauvaise volonté|ingratitude|ingrat*)
    (retard|silence|attitude|comportement|situation|absence de réponse|défaut de paiement|impayé) ~ (est |
        sont |nous (semble|paraît) |reste )?(inacceptable*|inadmissible*|intolérable*|incompréhensible*|
        irrespectueu*|injustifiable*|décevant*)
    (votre|ce|cette|un tel) (silence|retard|manque de|absence de réponse|désinvolture|légèreté) ~ (nous
        (étonne|surprend|déçoit|attriste|blesse|peine|inquiète|choque|désole|oblige|contraint|pousse)|est|
        n'est)
    (la crise|la situation|l'épidémie|la pandémie|le contexte|cela|ceci|cet incident|l'incident|la panne|un
        retard de livraison) ~ (n'est pas une (excuse|raison)|n'est pas un (prétexte|motif)|n'excuse pas|ne
        vous (dispense|exonère|exempte|autorise)|ne (dispense|saurait (justifier|excuser)|justifie) (pas)?|
        ne peut (pas )?(servir d'|être (une )?)(excuse|prétexte))
    (nous attendions|nous espérions|on attendait|on aurait (espéré|cru)|nous aurions (espéré|attendu|
        apprécié|aimé)) ~ (de votre part|de vous|mieux|davantage|que vous|un (geste|effort)|une réponse)
    (vous nous|tu nous) (décev*|abandonn*|laiss* tomber|oubli*|tourn* le dos|met* (dans|en))
    (nous quitter|nous abandonner|nous laisser tomber|nous tourner le dos|(vous|nous) voir partir) ~
        (maintenant|en pleine (crise|tempête)|au (pire|plus mauvais) moment|dans un (tel|pareil) moment|
        alors que nous|quand nous)
    (ne nous|n'nous) (abandonnez|laissez|lâchez|oubliez|décevez) pas
    après (tout ce que|tout ce qu'|ce qu'|toutes ces années|tant d'années|ces années|des années|# ans|
        tout)( de)? ~ (nous (avons|faisons|vous)|on (a|fait|vous)|confiance|fidélité|relation|ensemble|pour
        vous|à vos côtés)
    (vous savez|vous n'ignorez pas|n'oubliez pas|rappelez-vous|souvenez-vous) ~ (ce que nous avons fait|tout
        ce que nous|que nous (avons toujours|vous avons toujours|avons été))
    (profiter|profitez|abuser|abusez) ~ (de (notre|la) (bienveillance|générosité|patience|gentillesse|
        situation|crise))
    (nous (voulons|voudrions|osons|aimerions|préférons) (bien )?croire
        (que|qu'*)|nous n'osons (croire|imaginer|penser)|(ne (saurions|pouvons|pourrons)|n'est pas question
        de) ~ (faire crédit|indéfiniment|continuer à (attendre|patienter|vous)|éternellement|être une
        banque|tolérer|fermer les yeux)|(cela|ça|ce) (commence à|ne peut (plus )?)(bien faire|durer|suffit|
        suffire)|votre (tour|part) (est venu|de faire)|(ce|cela|ça) n'est (pas|guère) (très |bien |
        vraiment )?(correct|élégant|fair-play|honnête|juste|digne|gentil) (de votre part|envers|pour nous|à
        l'égard)|un peu de
        (respect|sérieux|considération|reconnaissance)|(vous|on) (nous )?(fait|faites) (languir|attendre
        depuis)|(mérit*) (un peu |beaucoup |bien )?(mieux|plus (de|d')))
    (balay*|jet* aux orties|effac*|oublié*|sacrifi*|gâch*) ~ (pour (quelques|si peu|une|un)|années|ans|
        fidélité|confiance)
    (avez-vous pensé|pensez un peu|songez|imaginez) (à|aux|un instant) ~ (nos|notre|salari*|équipe*|
        employé*|conséquences)

guilt.pity
    only payment renewal refusal
    unless @calm
    (trésorerie|survivre|survie|survivra|mettre la clé sous|la clé sous la porte|dépôt de bilan|fermer
        boutique|licenci*|chômage|au bord de)
    (coup dur|crève-coeur|déchirement|sacrifice*|perte sèche|manque à gagner)
    (dévoué*|donné sans compter|se battent|se sont battus|démené*|se démènent|saigné* aux quatre|à bout de
        (forces|souffle)) ~ (pour (vous|nos|tenir|leurs|sauver|que)|équipe*)?
    (nous aussi|nous-mêmes),? ~ (payer|factures|charges|fournisseurs|échéances|salaires|familles|vivre)
    (nos|nos propres|les) (salariés|employés|collaborateurs|fournisseurs|équipes|familles|techniciens|
        artisans) ~ (pay*|salaire*|attend*|compt*|vivre|famill*|nourrir|emploi*|fin* de mois)
    (sortir|tirer|sauver) ~ (embarras|affaire|situation|notre|l'entreprise)
    (payer|régler|verser|assurer) (les |nos |leurs )(salaires|salariés|employés|fournisseurs|charges|paies)

guilt.pity
    only payment renewal refusal answer
    unless @calm
    (votre|vos|chaque|un tel|de tels|tout) (retard*|défaut|silence|impayé*|dette*|manquement|non-paiement|
        départ|résiliation*|décision|facture* (impayée*|en retard)|absence de (paiement|règlement|réponse)|
        annulation*|report*|euro|jour) ~ (nous (met|mettent|coûte|prive|fragilis*|pénalis*|oblig*|contrain*|
        plac*|cause)|(met|mettent|mettrait|mettraient) (en|nos|notre|nous|l')|pénalis*|fragilis*|pèse|
        pèsent|menac*|compromet*|prive|mett* en)
    (nos|des|les) (salariés|employés|équipes|collaborateurs|emplois|familles|livreurs|conseillers|soignants|
        agents) ~ (comptent sur (vous|votre)|dépend* (de|d')|ont besoin de (vous|votre)|attend* (votre|leur
        salaire|d'être payés)|ne (seront|pourront être|peuvent être) pas payé*|risquent|pourraient perdre|
        seront payés)
    (salaires|emplois|paies|paie|paye) (de|d'|des|du|à) ~ (dépend*|en dépend*|est en jeu|sont en jeu|menac*|
        en péril|en danger)
    (survie|avenir|pérennité|existence|santé financière|trésorerie) de (notre|l'|nos|la) ~ (dépend*|en
        dépend|est en jeu|repose|menac*)
    (sans|c'est grâce à) votre (paiement|règlement|soutien|fidélité|effort|contribution), ~(nous|nos|notre|
        c'est|on)
    (nous aussi|nous-mêmes),? (nous )?(avons|sommes|devons|traversons|subissons|souffrons|payons) ~
        (charges|factures|salaires|loyers|difficult*|fournisseurs|crise|victimes|payer)
    (pensez|songez|pensez un peu|pensez donc) (à|aux) (nos|notre|ceux|celles|eux|elles|ces|tous ceux|nous|
        enfants|familles|bénévoles|salariés|équipes|collègues|autres|patients|résidents)
    (se donn*|se dévou*|se sacrifi*|se dépens*|s'épuis*|travaill*|se lèv*) ~ (sans compter|corps et âme|
        jour et nuit|nuit et jour|bénévolement pour vous|pour vous servir)
    (mettre|mettez|mettra|met|mettrez|mettent|mettrait) (gravement |sérieusement |directement )?en (péril|
        danger|difficulté|jeu|cause|peine) (notre|nos|les|l'|la|des)
    (nous|notre (petite )?(entreprise|maison|boutique|équipe)) (comptons|compte|comptent) (sur|tous sur)
        (vous|votre (paiement|règlement|geste|soutien|effort|fidélité)) (pour (survivre|tenir|payer|sauver|
        ne pas|traverser|nous|que)|,? car|sinon)

guilt.duty
    only payment renewal refusal
    unless @calm
    (prendre|prenez|assumer|assumez) vos responsabilités
    (il est|c'est|il serait|rien de plus|quoi de plus) (tout à fait |bien |parfaitement |donc )?(normal|
        juste|logique|équitable|naturel) (que vous|de (les|le|la|nous|bien vouloir) (payer|régler|
        rembourser|rétribuer|rémunérer)|que (chacun|celui|tout))
    (au détriment|aux dépens|sur le dos) (de|d'|des) ~ (autres|clients|tous|nous|ceux)
    (vous avez (bien )?(profité|bénéficié|joui|consommé|utilisé)|(profité|bénéficié) (pleinement )?de nos
        (services|prestations))
    (tout (service|travail) mérite|tout travail mérite salaire|un contrat est un contrat|une dette est une
        dette|les bons comptes|qui paie ses dettes)
    (débiteur*|débitrice*|votre dette|vos dettes)
    (responsables?|civisme|solidaires?|solidarité|loyauté|reconnaissan*) ~ (exig*|attend*|vous oblige*|
        commande*|de votre part|impose*)

guilt.duty
    unless (vos donnees|nos engagements|(pas|aucune|sans|jamais|rien|ni) ~ honte*|nous avons honte)
    (d'autres|les autres|la plupart (de|des)|nos autres|la majorité (de|des)|l'immense majorité|tous nos
        autres|la quasi-totalité|des milliers|beaucoup|presque tous|tous (nos|les)|vos voisins|de nos|vos) ~
        (clients|clientes|adhérents|abonnés|locataires|assurés|membres|usagers|voisins|sociétaires|parents|
        familles|foyers|confrères|professionnels|commerçants|patients|étudiants|copropriétaires|résidents) ~
        (ont|payent|paient|règlent|jouent|font|acceptent|patientent|se montrent|comprennent|n'ont pas|eux|ne
        se plaignent|savent|respectent|attendent) ~ (pay*|régl*|jeu|effort*|acquitt*|sans (se plaindre|
        protester|discuter|rechigner|râler)|heure|temps|à jour|ponctuel*|compréhensi*|patient*|sacrifice*|
        plaint|respect*|elles|eux|facture*|engagement*)
    (par|question de|un minimum de|un peu de) (respect|solidarité|égard|décence|correction|honnêteté|simple
        courtoisie|courtoisie|justice) (pour|envers|avec|vis-à-vis|à l'égard|commande|voudrait)
    (fai*|montr*) (preuve|un geste|un effort) (de|d') (un (peu|minimum) (de|d') )?(civisme|solidarité|
        responsabilité|maturité|bonne volonté|honnêteté|loyauté|patience et)
    (sens (civique|des responsabilités|du devoir|de l'honneur|moral)|esprit (civique|de solidarité)|votre
        (civisme|conscience|honnêteté|loyauté|bonne foi|sens))
    (jouer|jouez|jouent|joue) le jeu
    (devoir moral|obligation morale|un devoir (de|envers)|votre devoir|c'est votre responsabilité|il est de
        votre (devoir|responsabilité))
    (la moindre des choses|le minimum que|il serait (injuste|déloyal|irresponsable|indécent|regrettable|
        égoïste)|ce n'est que justice|ce serait (injuste|déloyal|égoïste|irresponsable))
    (vous nous devez|nous vous avons (toujours|tant|tout)|vous (avez|aviez) (pourtant )?(pris|signé) un
        engagement|une (parole|dette) (donnée|est une dette)|un engagement est un engagement|tenir vos
        engagements|honorer vos engagements|respecter vos engagements)
    (chacun|tout le monde|nous) (doit|devons)( tous)? (faire|fournir) (sa part|un effort|des efforts|des
        sacrifices|les efforts)
    (c'est|ce sont) (injuste|déloyal|égoïste|irresponsable) (pour|envers|de)
    (un|les|des|en tant que) (vrai*|bon*|véritable*) client*
    si (vous tenez|vous teniez|vous croyez|notre (relation|entreprise) compte|vous nous (aimez|appréciez|
        soutenez)) ~ (à|en|pour|notre|vous)
    (égoïste*|égoïsme|irresponsable*|indécent*|honteu*|honte)

guilt.threat
    only payment renewal refusal
    unless @calm
    (prêt*|prête*|disposé*) (vraiment )?à (courir|prendre|assumer) (ce|le|un|un tel|ces) risque*
    (pourrez|pourriez|sauriez|pourra*)(-vous)? ~ (vous (le )?(pardonner|regarder en face|en remettre)|dormir
        tranquille)
    (sans|plus aucune|privé* de|perdre*|perdrez|perdriez) (votre |toute |aucune |de )?(protection|couverture|
        filet|défense|garantie) ~ (crise|pire moment|plus en avez besoin|vous en aurez|accident|malheur|
        proches|famille|sinistre|hiver|épidémie)
    (vous|votre famille|vos proches|vos enfants) ~ (sans (aucune |la moindre )?(protection|couverture|
        défense)|livré* à (vous|eux)-mêmes|à la merci)
    (s'il (vous|leur) arriv*|si un (malheur|accident|drame|sinistre)) ~ (regrett*|pardonn*|voudr*|trop tard|
        payer*|seul*)

guilt.threat
    only payment
    unless @calm
    (ne (sera|seront|pourra|pourront|serez|pourrez) plus) (être )?(accueilli*|admis*|servi*|livré*|reçu*|
        pris* en charge|assuré*|couvert*|desservi*)
    (contentieux|huissier|commissaire de justice|tribunal|tribunaux|avocat*|poursuit*|poursuiv*|injonction
        de payer|saisie*|procédure*|recouvrement|fiché*|interdit bancaire)
    (sans (règlement|paiement|réponse|retour|nouvelles)|passé ce délai|au-delà de ce délai|faute de
        (paiement|règlement|réponse)|à défaut) ~ (nous|votre|vous|la|le|sera|seront|serons)
    (nous nous (verrons|réservons|voyons)) ~ (contraint*|obligé*|forcé*|le droit|dans l'obligation)
    (régler|payer|régularis*|solder|s'acquitter|règlement|paiement) ~ (immédiat*|sans délai|sous (huitaine|
        quinzaine|# ?jours|# ?h|48|24)|dans les (#|plus brefs|48|24|huit)|au plus tard demain|sur-le-champ|
        dès réception)
    (majoration|majoré*|pénalité*|frais de (retard|relance|dossier)|intérêts (de retard|moratoires)|
        indemnité forfaitaire)

guilt.threat
    only payment renewal refusal answer
    unless @calm
    sous peine (de|d')
    (poursuites|action en justice|voie judiciaire|voies judiciaires|procédure judiciaire|procédures
        judiciaires|poursuivi* en justice|devant les tribunaux|en justice|huissier*|commissaire de justice|
        mise* en demeure|mettons en demeure|(société|cabinet|agence|service|procédure*|frais) de
        recouvrement|recouvrement (forcé|judiciaire|de (la|votre))|service (du )?contentieux|au contentieux|
        notre contentieux|fichier des (incidents|impayés|mauvais)|fich* (à la )?banque de france|saisie
        (sur|de|de vos))
    (à défaut|faute) (de|d'|quoi) ~ (paiement|règlement|réponse|régularisation)
    faute de quoi
    dernier (avertissement|rappel|avis|délai) (avant|:|.|!)?
    (dernière|ultime) (relance|mise en garde|chance|demande)
    ultimatum
    (pénalité*|frais|majoration*|intérêt*|indemnité*) (de (retard|relance|rejet|rappel|#)|forfaitaire|
        supplémentaire*)? ?~(vous )?(seront|sera|s'appliqu*|vous ser*|vont être|courent|commence*|s'ajout*|
        continuent)
    (régularis*|pay*|régl*|acquitt*|vers*) ~ (immédiatement|sans délai|sans plus (attendre|tarder)|dans les
        plus brefs délais|sous (24|48|72|huit|#) ?(h|heures|jours)|dès réception|sur-le-champ)
    (votre|vos|le|la) (ligne|compte|service|accès|contrat|abonnement|fourniture|dossier|carte|commande|
        livraison*|garantie) ~ (sera|seront|serait|pourra être|pourrait être|risque* d'être|va être) ~
        (coup*|suspend*|résili*|clôtur*|bloqu*|ferm*|interromp*|interrompu*|transmis* (au|à un|à notre)|
        annul*) ~ (sans (préavis|autre avis|nouvel avis|délai)|définitive*|immédiate*|automatique*|si vous|
        si nous|à défaut|faute)
    (nous (serons|serions|nous verrons|verrons|n'aurons)) ~ (contraints|obligés|forcés|dans l'obligation|
        d'autre choix|pas d'autre choix)
    (assumer|supporter|subir|en tirer) (toutes )?(les|ces) conséquences

guilt.reproach
    only payment renewal refusal
    unless @calm
    (nous vous (croyions|pensions|avions cru|tenions pour)|nous (pensions|croyions) (pouvoir )?(compter|avoir
        affaire))
    (voisins|autres|adhérents|membres|locataires|copropriétaires|collègues|parents) ~ (paient|payent|règlent|
        supportent|avancent|portent) ~ (à votre place|pour vous|votre part)
    vous (étiez|avez été|êtes) (dûment |déjà )?(prévenu*|averti*)
    (désagréable|pénible|gênant|embarrassant) ~ (revenir vers|relancer|rappeler|écrire)
"""
