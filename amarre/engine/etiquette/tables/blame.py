"""Phrases of the family blame, in the notation of `..table`."""

FR = """
@kind
    (vous|tu) n'(êtes|es|avez|y) ~ (rien|pour rien|pas (responsable*|en cause|tort|a vous)|aucun*|nullement)
    (sans|aucun*|nulle|n'est pas|ne releve pas|n'est en rien|ne vient pas) ~ (faute|erreur|negligence|
        responsab*|votre fait)

blame.fault
    unless @kind
    (que vous (nous )?(avez|aviez)|vous avez) (mal )?(saisi|saisie|donné|donnée|indiqué|indiquée|fourni|
        fournie|communiqué|communiquée|renseigné|renseignée|choisi|choisie|transmis|transmise|rempli) ~
        (fau*|incorrect*|erroné*|inexact*|incompl*|mauvais*|illisible*|périmé*|mal)
    (vient|provient|venait|viendrait|relève|découle) (bien |donc |clairement |uniquement )?(de chez vous|de
        vous|de votre (côté|installation|matériel|box|ordinateur|utilisation|banque|part|logement|appareil|
        équipement|connexion|fait))
    (pas (de )?(chez nous|notre (côté|fait|faute|ressort|problème|responsabilité))|et non (de|à) (nous|
        notre))
    vous n'(aviez|avez|auriez eu) qu'(à|a)
    (encore faut-il|encore fallait-il|encore faudrait-il)
    (vous (aurait|auraient|eût) (permis|évité|épargné|appris|renseigné|suffi))
    (client*|utilisateur*|usager*|abonné*|consommateur*|personnes|ceux|certains) qui (n'ont pas|n'avaient
        pas|ont (mal|négligé|oublié|tardé|omis|refusé|ignoré|ouvert|cliqué)|ne (lisent|respectent|suivent|
        font) pas)
    (vous (vous )?(êtes|étiez|avez été)) (trompé*|mal (organisé*|informé*|renseigné*|débrouillé*|pris*)|
        imprudent*|négligent*|distrait*|en retard|absent* (lors|au moment|à l'heure)|responsable*|
        inattenti*)
    (un peu|davantage|plus|un minimum) (plus )?(de|d') (vigilance|prudence|attention|rigueur|bon sens|
        organisation|patience|sérieux|méthode|anticipation|jugeote|réflexion) ~ (aurai*|eût|suff*|permet*|
        évit*|serait)
    c'est (donc |bien |pourtant |d'ailleurs |en réalité |vous-même )*vous(-même)? qui (avez|aviez|n'avez|
        n'aviez|êtes|étiez|n'êtes) (pas |bien |vous-même |mal )?(communiqué|donné|validé|cliqué|oublié|
        saisi|choisi|signé|autorisé|ouvert|refusé|annulé|demandé|accepté|transmis|coché|commandé|modifié|
        fourni|laissé|fait|absent*|venu*|responsable*)
    (vous avez|vous aviez) ~ (fait le choix|choisi|pris le parti|préféré) ~ (de|d') (vous en passer|ne pas|
        vous
        passer|renoncer|refuser|ignorer|décliner)
    (comme|alors que|puisque) ~ vous avait (pourtant |bien )?été (proposé*|rappelé*|conseillé*|recommandé*|
        indiqué*|
        précisé*|signalé*)
    (nous (rappelons|répétons|demandons|disons|conseillons|recommandons)|on (rappelle|répète|dit)) ~ (sans
        cesse|sans relâche|régulièrement|en permanence|constamment|depuis des (mois|années)|assez|à chaque)
    (nos|notre|les) (relevés|contrôles|vérifications|systèmes|journaux|dossiers|traces|
        enregistrements) ~ (montr*|indiqu*|prouv*|établi*|révèl*) ~ vous (avez|n'avez|n'étiez|étiez|n'aviez)
    (un peu plus|davantage|un minimum) (d'attention|de prudence|de vigilance|de rigueur|de patience|de
        sérieux|d'organisation)
    (soyez|montrez-vous) (désormais |à l'avenir |dorénavant |donc )?(plus (vigilant*|prudent*|attenti*|
        rigoureu*|patient*|raisonnable*|compréhensi*))

blame.fault
    si (vous aviez|vous n'aviez pas|tu avais|vous vous étiez) (seulement |simplement |bien |mieux |pris |un
        peu )*(lu|suivi|vérifié|respecté|attendu|appelé|prévenu|payé|réglé|écouté|consulté|fait|anticipé|
        pensé|demandé|la peine|le temps|oublié|tardé|rempli|signalé|connaissance|mis|gardé|conservé|changé|
        reporté)
    si (vous aviez|vous n'aviez pas|vous vous étiez|tu avais) ~ (serait|seraient|aurait|auraient|auriez|
        aurions|serions|seriez)
    si vous (lisiez|suiviez|preniez|respectiez|faisiez|vérifiiez)

blame.fault
    unless @kind
    unless (si|meme si|au cas ou|lorsque|peut-etre|quand) (vous|tu|jamais)
    unless (nous avons|notre|nos|c'est nous qui|c'est a nous) (fait une |commis une )?(erreur|faute|
        negligence)
    unless (merci|remerci*|grace a|bravo)
    (vous auriez|tu aurais|il aurait fallu que vous|vous eussiez) (dû|pu|mieux fait|été (mieux )?(avisé*|
        inspiré*))
    il fallait (souscrire|s'y prendre|vous y prendre|se renseigner|vous renseigner|demander|réserver|
        commander|signaler|sauvegarder|conserver|garder|changer|remplir|venir|envoyer|déclarer|assurer|nous|
        vérifier|lire|le|y|mieux|prévoir|penser|attendre|anticiper|faire|suivre|consulter)
    (vous avez|tu as) (vous-même* |sans doute |visiblement |manifestement |probablement |certainement |
        apparemment |de toute évidence )?(oublié|omis|négligé|mal |commis|ignoré|choisi (de ne pas|
        vous-même)|refusé|trop tardé|tardé|laissé passer|fait une erreur|cliqué sur|tort|provoqué|causé|
        manqué à|enfreint|perdu|renseigné (un|une)|saisi (un|une) mauvais*|communiqué vos|ouvert le)
    (vous n'avez|tu n'as) (visiblement |manifestement |apparemment |tout simplement |sans doute |jamais |
        malheureusement )?(pas |jamais |même pas |nullement )?(respecté|suivi|lu|vérifié|fait attention|fait
        le nécessaire|tenu compte|pris (la peine|soin|connaissance|les|le temps)|compris|écouté|anticipé|
        prévu|signalé|protégé|mis à jour|changé|consulté|fourni|rempli|daigné|cherché|pensé à)
    (votre|vos|leur propre) (propre* |seule |unique |entière )*(négligence*|imprudence*|erreur*|faute*|
        inattention*|mauvaise (utilisation|manipulation|installation|foi|lecture|compréhension)|oubli*|
        manque (de|d')|comportement|inaction|ignorance|utilisation (non conforme|inappropriée|incorrecte|
        abusive)|distraction|retard à|impatience|insouciance|étourderie|maladresse)
    (négligence|imprudence|faute|oubli|inattention|maladresse|une erreur) de votre part
    (à cause de|en raison de|du fait de|par|suite à|résulte de|provient de|vient de|dû à|lié à|causé par)
        (vous|votre (choix|erreur|refus|faute|fait|retard|négligence|décision|imprudence|mauvais*|manque|
        utilisation|inaction|propre|silence))
    vous (êtes|restez|demeurez|seriez|étiez) (seul* |entièrement |pleinement |en partie |partiellement |le
        seul |la seule |les seuls )*(responsable*|fautif*|fautive*|coupable*|à l'origine|en tort|dans votre
        tort|en cause)
    (relève|est|reste|incombe) ~ (de )?votre (seule |entière |propre )?responsabilité
    (il vous (appartenait|appartient|incombait|incombe|revenait)|(c'était|c'est) à vous (de|d'|et non)|à
        vous de
        (vérifier|prévoir)|il ne tenait qu'à vous|il suffi(sait|rait|t) (pourtant |
        simplement |juste |donc )?de (lire|suivre|vérifier|consulter|regarder|vous|nous))
    (vous (devez|deviez)|il faut|il va falloir|vous n'avez qu'à|vous n'aviez qu'à) (en |bien )?(assumer|vous
        en prendre (qu'|à)|en prendre à)
    (en prendre qu'à vous|nul n'est censé|lisez (donc |bien |mieux |attentivement )|relisez (donc |bien |
        mieux |attentivement )|ce n'est pas (notre|de notre) (faute|responsabilité|problème|ressort|fait)|
        nous ne (sommes|saurions être|pouvons être) (en rien |aucunement |nullement |
        pas )?(tenus? )?(pour )?responsables?|nous déclinons toute responsabilité|décline toute
        responsabilité)
    (des|les|certains|trop de|beaucoup de) (clients|usagers|utilisateurs|abonnés|consommateurs) ~
        (imprudent*|négligent*|inattenti*|impatient*|n'ont pas (su|lu|pris|respecté|suivi)|irresponsable*|
        mal informé*|se plaignent|paniqu*)
    (client*|utilisateur*|usager*|abonné*) (négligent*|imprudent*|inattenti*|impatient*|distrait*)

blame.told_you
    only answer refusal payment renewal
    unless @kind
    (nous vous (avions|avons)|on vous avait|je vous avais) (prévenu*|averti*|mis en garde)

blame.told_you
    unless (desole*|excus*|regrett*|merci|pardon)
    (comme|ainsi que) (nous vous l'|nous vous l|on vous l'|je vous l')(avions|avons|ai|avais|a) (déjà|
        pourtant|bien|clairement|maintes fois|à plusieurs reprises|plusieurs fois) ~ (dit|indiqué|expliqué|
        signalé|précisé|annoncé|rappelé|écrit|demandé|répété)
    (nous vous (avions|avons)|on vous avait|je vous (avais|ai)|vous (aviez|avez|étiez|êtes)) (pourtant|bien|
        déjà|clairement|maintes fois|à plusieurs reprises) ~ (prévenu*|averti*|dit|informé*|indiqué|mis en
        garde|rappelé|demandé|répété|expliqué|été (prévenu*|averti*|informé*))
    (c'était|c'est|il est|il était|cela est|cela était|tout est|figure|cette (information|règle|consigne)
        (est|était|figure)) (pourtant|clairement|bien|noir sur blanc|parfaitement|expressément) ~ (indiqué*|
        précisé*|écrit*|mentionné*|stipulé*|expliqué*|noir sur blanc|clair*|visible*|dans|sur)
    (nous (répétons|le répétons|vous le répétons|rappelons encore|vous rappelons (encore|une fois de plus|
        une nouvelle fois|pour la))|pour la (deuxième|troisième|énième|dernière|#e) fois|une fois de plus|
        faut-il (vous )?(rappeler|répéter))
    (je|nous) vous (l'ai|l'avons) déjà (dit|expliqué|écrit|indiqué|répondu)

blame.doubt
    unless @kind
    (permettez-nous|permettez-moi|laissez-nous|nous nous permettons) de (douter|contester|nous étonner|vous
        (faire remarquer|rappeler que vous))
    (votre|la) version (des faits|de l'histoire)
    (nous (doutons|contestons|mettons en doute)|il (est|nous semble) (peu )?(douteux|vraisemblable|crédible|
        plausible)|peu (crédible|vraisemblable|plausible))
    (vous (nous )?racontez|vous (avez )?inventé*|(pure|une) invention*|de mauvaise foi|prétexte*|sans la
        moindre preuve|
        aucune preuve de ce que vous|rien ne prouve (ce que vous|vos))
    (votre|vos) (réclamation*|plainte*|demande*|critique*|exigence*|reproche*|propos|accusation*|colère|
        mécontentement|message*) ~ (est|sont|n'est pas|ne sont pas|nous (semble*|paraît|paraissent)|paraît|
        semble*) ~ (infondé*|injustifié*|irrecevable*|abusi*|exagéré*|excessi*|déplacé*|sans fondement|
        disproportionné*|fantaisiste*|fondé*|recevable*|justifié*|irréaliste*)
    (vous|tu) (exagér*|prétend*|soi-disant|fabul*|vous plaignez (sans|de rien|trop|toujours))
    (contrairement à|à l'inverse de) (ce que|vos) ~ (vous (prétend*|affirm*|dites|croyez|pensez|semblez|
        avancez|laissez)|affirmations|dires|allégations|déclarations)
    (selon vos dires|vos prétendu*|vos soi-disant|votre prétendu*|votre soi-disant|soi-disant|vos
        allégations|le préjudice que vous (alléguez|prétendez))
    (vous (semblez|paraissez) (ne pas|mal|ignorer|oublier|avoir (mal|oublié))|vous (n'avez )?(visiblement|
        manifestement|apparemment|de toute évidence)|(visiblement|manifestement|apparemment|de toute
        évidence),? (vous|votre)|vous (êtes|seriez) (le seul|la seule|les seuls|bien le seul) (à|client*)|
        aucun autre (client|usager|voyageur|abonné|utilisateur|patient|locataire|
        assuré|adhérent) ~ (plain*|signal*|réclam*|rencontr*|problème|constat*)|personne d'autre (ne s'(est|
        en)
        plain*|n'a (signalé|eu|rencontré|réclamé)))
    (vous (comprenez|avez compris|interprétez|lisez) mal|un malentendu de votre part|vous faites erreur|vous
        vous trompez|vous confondez|vous avez mal (compris|lu|interprété))
    (calmez-vous|veuillez vous calmer|gardez votre calme|restez (poli*|courtois*|correct*)|votre (ton|
        agressivité|impolitesse))

blame.assume
    unless @kind
    (comme (tous|toutes|beaucoup|la plupart|nombre)|à l'instar) (les|de|des) ~ (seniors|personnes âgées|
        retraités|jeunes|anciens|femmes|étudiants|malades|clients (modestes|fragiles|comme vous)|aînés) ~
        vous
    vous n'(êtes|avez) (sûrement|certainement|sans doute|probablement|manifestement|évidemment|visiblement|
        forcément) (pas|plus|aucun*|rien)
    vous ne (savez|pouvez|pourrez|comprenez|comprendrez|maîtrisez) (sûrement|certainement|sans doute|
        probablement|manifestement|évidemment|visiblement) (pas|plus|rien)
    (chacun|chacune|tous|toutes|tout le monde|la plupart) (d'entre vous|aujourd'hui|de nos jours) ~
        (dispose*|possède*|
        est équipé*|sont équipé*) ~ (ordinateur|internet|smartphone|voiture|temps|imprimante|téléphone|
        connexion|jardin|
        calme)
    (dispos*|possèd*|savez|pouvez|connaiss*|maîtris*) (bien )?(évidemment|forcément|naturellement|bien sûr|
        sûrement|certainement|nécessairement)
    (il n'y a|vous n'avez|vous n'aurez) ~ (aucune|plus aucune|nulle) (donc |bonne )?(raison|excuse) (de ne
        pas|de manquer|
        de rater|de tarder|d'oublier|de refuser|pour ne pas)
    (un enfant (y arriverait|comprendrait|saurait)|même (un enfant|ma grand-mère|votre grand-mère))
    (puisque|comme|vu que|étant donné que) plus personne ~ ne (va|vont|sort*|travaill*|voyag*|part*)
    (à ne rien faire|à tourner en rond|les bras croisés|devant la télé*|en pyjama|dans votre canapé)

blame.assume
    unless (si vous|peut-etre|n'hesitez pas|merci)
    vous (êtes|devez|avez|disposez|pouvez|passez|vous ennuyez|savez|comprenez|pensez|vous demandez|
        connaissez) (sûrement|certainement|sans doute|sans aucun doute|probablement|forcément|évidemment|
        bien sûr|bien évidemment|nécessairement|sans nul doute) ~ (temps|maison|chez vous|télétravail|ennu*|
        argent|moyens|épargne|peur|paniqu*|confin*|inutile*|libre*|oublié|vide*|ordinateur|internet|
        smartphone|fragile*|âgé*|stressé*|déprim*|difficulté*|habitué*|perdu*|fin* de mois|seul*|enfants|
        isol*)
    vous (devez|devriez) (sûrement |certainement |sans doute |bien |probablement |avoir |forcément )*(vous
        ennuyer|vous sentir|peur|du temps|plus de temps|le temps|les moyens|de l'argent|être (chez|à la
        maison|en télétravail|inquiet*|ravi*|désœuvré*|stressé*|perdu*|heureu*))
    (maintenant|à présent|puisque|comme|alors|tant|vu) que? ?(vous (avez (du|plus de|tout votre|enfin le|
        tout le|le) temps|êtes (chez vous|confiné*|coincé*|à la maison|en télétravail|tous|bloqué*|enfermé*|
        retraité*)|n'avez (plus )?rien à faire|ne (travaillez|sortez) (pas|plus)|restez (chez vous|à la
        maison)))
    vous qui (avez (du|le|plus de) temps|êtes (confiné*|coincé*|chez vous|à la maison|en télétravail|âgé*|
        seul*|retraité*)|n'avez|ne (pouvez|travaillez|savez))
    (nous savons|on sait|nous nous doutons|nous imaginons|nous supposons|je suppose|je sais|nous devinons|on
        se doute) (bien )?(que|qu'*) (vous|tu) (ne (pouvez|pourrez|voulez|lisez|savez|comprenez|payez|
        payerez)|n'(avez (pas|plus|jamais)|êtes (pas|plus)|y connaissez)|avez (du|plus de|tout votre|enfin|
        largement|les) (temps|moyens)|vous ennuyez|tournez en rond|manquez (d'argent|de moyens)|paniquez|
        êtes (chez vous|confiné*|coincé*|à la maison|en télétravail|tous|âgé*|pauvre*|impatient*|ravi*|
        désœuvré*|perdu*))
    (tout le monde|chacun|nous avons tous|vous avez tous|tous nos clients|vous tous|on a tous) (a|ont|
        dispose|disposent|possède|sait|savent|est|sont|avons)? ?~(internet|smartphone|ordinateur|voiture|
        connexion|le temps|du temps libre|télétravail|chez soi|wifi|imprimante|application|en ligne|un
        jardin|des économies|de côté)
    (vous n'avez|tu n'as) (certainement|sûrement|sans doute|probablement|évidemment|visiblement|plus aucune|
        aucune|maintenant plus d'|plus d'|plus l') ~ (excuse*|raison|pas|plus|rien|moyens|besoin|argent|
        compris|lu)
    (à votre âge|pour les personnes de votre âge|vu votre (âge|situation|niveau)|compte tenu de vos
        (faibles |maigres )?(moyens|revenus)|les personnes comme vous|les gens comme vous|comme beaucoup de
        (personnes âgées|femmes|jeunes))
    (comme (vous le savez|chacun sait|chacun le sait|tout le monde le sait)) (sûrement|certainement|
        forcément|parfaitement|pertinemment|mieux que personne|très bien)

blame.fault
    unless @kind
    (auriez|aurait) (eu|été) (meilleur compte|tout intérêt|intérêt|avantage|mieux inspiré*|plus
        (simple|rapide|avisé*)) ~ (à|de)
    (il faut|il faudra|il va falloir|vous devez|il vous faut) (savoir |apprendre à |bien )?(être patient*|
        patienter|attendre comme|prendre votre mal en patience|vous montrer patient*)
    (un|une|tout|toute) (voyageur*|client*|usager*|parent*|locataire*|assuré*|utilisateur*|patient*) (un peu
        |tant soit peu )?(prudent*|averti*|avisé*|sérieu*|responsable*|prévoyant*|attentif|attentive)
    (conditions|consignes|instructions|règles|règlement|indications) ~ (limpide*|on ne peut plus clair*|
        parfaitement clair*|sans ambiguïté|connu* de tous)
    (compenser|pallier) (votre|vos) (manque|négligence*|imprévoyance|imprudence*|retard|erreur*|oubli*)
"""

EN = """
@kind
    (not|never|nothing|no|wasn't|isn't|none of|in no way) ~ (your (fault|doing|mistake|responsibility)|to
        blame|you did|blame)

blame.fault
    unless @kind
    unless (sorry|apolog*|charged|overcharged|right|waited|refund*)
    (our )?(records|logs|systems?|files|checks|data|investigation) (show*|indicate*|suggest*|confirm*|
        reveal*|prove*) ~ you (entered|gave|chose|declined|did not|didn't|failed|missed|ignored|approved|
        clicked|shared|
        ticked)
    (it|this|that|all of this|which) (could|would|might) (easily |all |simply |so easily |surely )?have been
        (easily )?(avoided|prevented|spotted|different)
    (it is|it's|remains|being) ~ (the )?(policyholder|customer|passenger|user|tenant|account holder|reader|
        parent|client|patient|traveller|member|buyer|resident|student|cardholder)(s)?('s|s') (own |sole |
        full )?(responsibility|duty|job|fault|choice)
    you (had |have |'d )?(declined|opted (not|against)|turned down|chose not|passed up|took the risk)
    you were (given (every|ample|plenty)|repeatedly|urged)
    (it )?would have taken ~ (to check|to read|to look)
    (it was|it's|it is) you who (gave|entered|clicked|approved|shared|chose|signed|opened|authorised|
        authorized|cancelled|forgot|failed|left|missed|asked|told)
    you (only )?have yourself to
    (that )?you (had |have )?(gave|given|entered|provided|supplied|typed|chose|chosen|sent|filled in|put|
        selected) (us )?(was|were|is|are|must have been) (in fact |actually |simply )?(wrong|incorrect|
        invalid|incomplete|inaccurate|out of date|illegible|missing|false)
    (lies|lay|is|comes|stems|rests|problem is|issue is|fault is) (squarely |entirely |clearly |probably |
        most likely |in fact )?(with|on|at|from) (you|your (side|end|installation|equipment|computer|router|
        bank|device|appliance|own|connection|home|use))
    (not with us|not ours|not on our side|not at our end|nothing to do with us|no fault of ours|not our
        (side|end|fault|doing))
    (all you (had|have|needed|need) to do (was|is)|one (does|did) (need|have) to|you only had to|you just
        had to|you simply had to|it would have been enough to|how hard is it)
    would have (spared|saved|told|shown|avoided|prevented|helped) (you|this|all this|you from)
    (customers|users|people|those|some|passengers|subscribers|clients) who (failed|fail|did not|didn't|have
        not|haven't|ignored|ignore|forgot|forget|misused|clicked|opened|neglected|refuse|refused|do not|
        don't (read|follow|pay|bother))
    you (were|have been|got) (mistaken|careless|negligent|late|absent when|badly organised|disorganised|
        disorganized|reckless|inattentive|imprudent|not paying attention|too (slow|late|hasty|trusting))
    (a little|a bit|some) more (care|attention|caution|patience|vigilance|organisation|common sense)
    (be|try to be) more (careful|vigilant|attentive|patient|cautious|reasonable|organised|organized|
        understanding) (next|in (the )?future|from now|when)

blame.fault
    unless (would have told|sorry|should have known)
    (had you|if you had|if only you|if you would (just|only|simply)|if customers had) (only |simply |just |
        actually |bothered |read |followed |checked )
    (had you|if you had|if you'd|if only you had|if only you) ~ (read|checked|followed|called|told|listened|
        paid|updated|contacted|acted|planned|kept|waited|reported|used|taken|bothered|been|given|done),

blame.fault
    unless @kind
    unless (if|in case|whether|even if|perhaps|maybe|when) (you|you've|you have)
    unless (thank*|grateful|our (mistake|fault|error|failure)|we (made|failed))
    (you|customers|users) (should|could|ought to|might) (really |simply |perhaps |just |clearly |at
        least )?have (read|checked|known|told|called|contacted|noticed|planned|followed|kept|made|been|
        taken|waited|thought|ordered|given|updated|realised|realized|let|prepared|done|paid|asked|paid|
        reported|looked|chosen|anticipated|backed|used|stored|changed|expected)
    (you|you've|you have) (clearly |obviously |apparently |simply |evidently |also |again |repeatedly |
        unfortunately )?(failed to|neglected|forgot|forgotten|ignored|chose not|chose to|chosen to|
        overlooked|missed the (deadline|notice|email)|misread|misused|mishandled|did not bother|didn't
        bother|gave us (the )?wrong|entered (the|an?) (wrong|incorrect)|made (a|an|the) (mistake|error)|not
        followed|been careless|brought this|caused|broke|breached|violated|left it too|waited too long|lost
        your (ticket|
        card|receipt|password|key*|confirmation)|let your (policy|cover|contract|subscription|membership))
    (you|customers) (did not|didn't|haven't|have not|never) (even |actually |properly |fully |
        correctly )?(read|check|checked|follow|followed|bother|bothered|listen|update|updated|notice|inform|
        informed|tell|told|pay attention|paid attention|take|taken|provide|provided|keep|kept|protect|
        protected|change|changed|comply|complied|respect|think|look|looked|understand|understood|secure|
        secured|plan|planned)
    (due to|because of|caused by|result of|owing to|down to|thanks to|arises? from|stems? from|following|
        comes from) your (own )?(mistake*|error*|negligence|carelessness|failure|fault|misuse|inaction|
        delay|choice*|refusal|actions?|decision|lack|inattention|late|behaviour|behavior|incorrect|improper|
        mis*|impatience)
    (your (own )?(fault|negligence|carelessness|mistake|error|failure to|lack of (care|attention|planning|
        foresight)|inattention|misuse|misunderstanding|oversight)|user error|customer error|human error on
        your|you (are|were|remain) (solely |entirely |fully |partly |also |alone )?(responsible for|to
        blame|at fault|liable|in the wrong)|only (have )?yourself to blame|you only have yourself|no one to
        blame but|nobody to blame but)
    (it was|it is|it's) (up to you|for you) to (pay|look|check|read|make|ensure|verify|tell|know|ask|keep|
        plan|take|be|watch|follow)
    (it (is|was|'s)|remains?) (entirely |solely |always |simply )?your (own |sole )?(responsibility|job|
        duty|choice|decision)
    (not|isn't|wasn't|no) (our|of our) (fault|responsibility|problem|concern|doing|making)
    we (cannot|can't|will not|won't|do not|don't|are not|aren't) (be )?(held |accept |take |assume )?(any |
        the )?(responsible|responsibility|liable|liability|accountable|blame)
    (careless|impatient|negligent|inattentive|thoughtless|irresponsible|panicking|panicked|unreasonable|
        forgetful) (customers?|users?|people|households|buyers|shoppers)
    (please|perhaps|maybe|next time|in future|do) ~ (read|check|pay attention) ~ (more carefully|more
        closely|properly next|before (complaining|contacting|calling|you complain)|next time|in future)

blame.told_you
    unless @kind
    (we|i) (did|do) (warn|tell|say|inform|explain|mention|advise|remind|ask)( you)?
    (a|any) (careful|closer|quick|proper|simple) (reading|read|look|glance|check) (of|at|through) (our|the|
        your|that)

blame.told_you
    unless (sorry|apolog*|thank*|grateful|regret)
    (as|like) (we|i) (have |had |'ve |'d )?(already|clearly|previously and|repeatedly|told|explained|several
        times) ~ (told|explained|stated|said|informed|warned|advised|mentioned|asked|you|made clear)
    (we|i) (have |had |'ve |'d |did )?(already|clearly|repeatedly|explicitly|specifically|certainly) (told|
        warned|informed|explain*|advised|asked|said|stated|made (it|this) (clear|plain))
    (you were|you have been|you had been|you've been|customers were) (clearly|already|repeatedly|duly|fully|
        properly|amply|explicitly) (told|warned|informed|advised|notified|asked|made aware)
    (it|this|that|everything|the information|our (terms|instructions|website|policy|notice)) (is|was|were|
        states|says|state|said|clearly|made it) ~ (clearly|plainly|perfectly|abundantly|explicitly) (stated|
        written|clear|explained|indicated|set out|marked|said|say|state|visible|printed|says|states)
    (clearly (stated|state|states|written|explained|indicated|set out|say|says|said|marked|printed)|in black
        and white)
    (once again|yet again|for the (last|umpteenth|second|third|#th) time|how many times|we repeat|let me
        repeat|let us repeat|as you (well|perfectly well|very well) know|as you should know|as you should be
        aware|you know (full|perfectly|very) well)

blame.doubt
    unless @kind
    (allow|permit|forgive) (us|me) (to|for|if) (doubt*|question*|be surprised|wonder*|point out that you)
    your (version|account|side) of (events|the story|things|what)
    (we (doubt|dispute|question|contest|find it (hard|difficult) to believe)|hard to believe|hardly
        (credible|plausible|likely)|not (credible|plausible)|no (proof|evidence) (of|for|that) (what you|
        your|you)|you have no proof)
    (making (this|it) up|(you|you've) (made|invented)|fabricat*|story does not|story doesn't)
    your (complaint*|claim*|demand*|criticism*|accusation*|request*|expectation*|concern*|message|anger|
        tone|attitude|reaction) ~ (is|are|was|seem*|appear*) ~ (unfounded|unjustified|baseless|excessive|
        exaggerated|unreasonable|unwarranted|frivolous|invalid|abusive|groundless|inappropriate|unrealistic|
        without merit|not justified|an overreaction|out of proportion)
    (contrary to|despite|regardless of) (what|your) ~ (you (claim*|say|think|believe|state|suggest|allege|
        imagine)|claim*|allegation*|assertion*|opinion*)
    (you (claim|allege|purport|insist|pretend) (to|that|you|it|our|we|the)|your (alleged|supposed|
        so-called)|so-called (problem|issue|damage|loss|delay)|you are exaggerating|you're exaggerating|you
        exaggerate)
    (obviously|clearly|evidently|apparently),? (you|your) ~ (not|n't|misunderst*|forgot*|fail*|confus*|
        mistaken|wrong|unaware|mis*|did|have|expect*)
    you (obviously|clearly|evidently|apparently|seem to have|appear to have|must have|have simply|simply) ~
        (not|misunderst*|forgot*|fail*|confus*|mistaken|misread|overlook*|miss*|wrong|ignor*|lost|enter*|
        click*|mis*|done)
    (you are mistaken|you're mistaken|you are wrong|you're wrong|you have misunderstood|you've
        misunderstood|you misunderstood|a misunderstanding on your|(no other (customer|passenger|user|client|
        subscriber|patient|guest|tenant|traveller|household|
        member)|nobody else|no one else) (has |have |had )?(ever )?(complain*|report*|mention*|raised|seems|
        had
        (any|a|this|that)|noticed|found)|
        you are the only (one|customer|person)|you're the only (one|customer|person))
    (calm yourself|please calm down|watch your tone|remain (polite|civil)|stay polite|being (rude|difficult|
        unreasonable|aggressive))

blame.assume
    unless @kind
    (nobody|no one|none of you) (should|ought to) (really |possibly |have (any )?)?(struggle|find (it|this|
        them) (hard|
        difficult)|difficulty|trouble|misunderstand|complain)
    (so |very |really |perfectly |dead )(simple|easy|straightforward),? (so|that) (nobody|no one|anyone|a
        child|even)
    (even )?a (child|toddler|five-year-old) (could|can|would)
    (since|as|now that|given that|seeing as) (none|nobody|no one|everyone|everybody) (of you |of us )?(is|
        are|has|have|'s|
        're) ~ (commut*|travelling|working from home|at home|stuck|spare time|nothing to)
    (no (good |real )?(reason|excuse) (not to|to miss|for missing))
    like (most|many|all|so many|other) (older|elderly|young|retired|disabled|poorer|vulnerable)? ?(people|
        customers|pensioners|seniors|students|women|men) ~ you
    you (are|'re) (probably|surely|no doubt|certainly|obviously|clearly|presumably|undoubtedly) (not|unable|
        too|sitting|stuck|at home|bored|uncomfortable|confused|unaware|aware)
    you (clearly|obviously|evidently|plainly|surely|probably|presumably|apparently) (cannot|can't|do not|
        don't|have no|lack|won't|didn't|are not|aren't|struggle)
    (nothing better to do|with nothing to do|twiddling your|sitting (at home|around)|in your pyjamas|on your
        sofa|in front of the (tv|telly))

blame.assume
    unless (if you|perhaps|maybe|you may|you might)
    you (must|probably|surely|no doubt|undoubtedly|certainly|obviously|will|are probably|are surely|are no
        doubt|are undoubtedly|presumably|'re probably|'re no doubt) ~ (bored|spare time|free time|time on
        your hands|extra time|more time|plenty of time|at home|stuck|working from home|savings|money|afraid|
        panick*|scared|desperate|delighted|used to|lonely|confused|struggling|going stir|stir-crazy|online|
        nothing (else )?to do|broke|short of|can't afford|cannot afford|hate|forgotten|understand by now|
        know by now|aware by now|relieved)
    (now|since|as|seeing|given) (that )?(you|you're|you've|everyone|we're all|we all) ~ (at home|stuck|
        locked down|time on your hands|more time|extra time|spare time|free time|plenty of time|nothing
        (better|else) to do|not (working|going)|working from home|bored|retired|isolating)
    (with all|with) (that|this|the|your|all that|all this) (extra |spare |free |newfound )?(time on your
        hands|spare time|free time|extra time)
    (we know|we're sure|we are sure|we imagine|we guess|we assume|we suspect|i know|i'm sure|no doubt|we
        bet|i imagine|i assume) (that )?(you|you're|you've|you'll|most of you) ~ (can't afford|cannot
        afford|bored|stuck|time on your hands|more time|spare time|free time|plenty of time|won't (read|pay|
        mind)|don't (read|understand|have (the|much) (money|means))|haven't (read|got)|not (going to|able
        to) pay|struggling (to pay|financially|for money)|desperate|panick*|tight|at home|love|delighted|
        agree|working from home|understand that|relieved|confused|lonely|elderly)
    (everyone|everybody|we all|you all|all of you|all our customers|all customers) ~ (has|have|owns|own|
        uses|is|are|knows) ~ (internet|smartphone|computer|broadband|online|car|the app|at home|working from
        home|spare time|printer|wi-?fi|savings|time on|garden)
    (at your age|people (of your age|like you|in your position)|someone (of your age|like you)|customers
        like you who (can't|cannot|don't))

blame.fault
    unless @kind
    (you|you'd|you would) have been (much |far )?better (off|advised)
    you (do|will|'ll|'re going to|are going to|must|just|simply) (just |simply )?(have|need|learn) to be
        patient
    (couldn't|could not|cannot|can't) (be|have been) (any )?(plainer|clearer|simpler|more (obvious|explicit))
    your (own )?(poor|bad|lack of|careless|late|hasty) (planning|timing|judgement|judgment|organisation|
        preparation|choice*|foresight|decision*)
    (a|any) (sensible|careful|prudent|responsible|reasonable|seasoned|organised|attentive) (traveller|
        customer|user|passenger|parent|tenant|person|patient|policyholder|buyer|client)
    (make up|compensate) for your (own|poor|lack|mistake*|failure|carelessness|delay)
"""
